import { Button } from '@fluentui/react-components';
import { FailureBar } from '../../../ui/FailureBar.tsx';
import { useAsking } from '../../../use-asking.ts';
import styles from '../MailPage.module.css';
import own from './StoppableProgress.module.css';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The same in figures. */
  readonly line: string;
  readonly stop: { readonly words: string; readonly run: () => Promise<unknown> };
}

/** How far long work is, and the way to stop it. */
export function StoppableProgress({ label, value, max, line, stop }: Props) {
  const { ask, failure, isRunning } = useAsking();
  return (
    <div className={own.progress}>
      <progress className={own.bar} aria-label={label} value={value} max={Math.max(1, max)} />
      <div className={styles.actions}>
        <span>{line}</span>
        <Button disabled={isRunning} onClick={() => void ask(stop.run)}>
          {stop.words}
        </Button>
      </div>
      {failure && <FailureBar failure={failure} />}
    </div>
  );
}
