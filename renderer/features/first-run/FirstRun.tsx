import { Button, Dialog, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useCommission } from '../../use-commission.ts';
import styles from './FirstRun.module.css';

/** Each card with its drawing, on a 32-unit grid: a gauge, traffic both ways, a PC that keeps. */
const CARDS = [
  { card: 'shows', drawing: 'M6.1 23a12 12 0 1 1 19.8 0M16 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17.4 16.6l4.6-5.2' },
  { card: 'counts', drawing: 'M11 26V8M5.5 13.5 11 8l5.5 5.5M21 6v18M15.5 18.5 21 24l5.5-5.5' },
  { card: 'stays', drawing: 'M4 6h24v16H4zM11 27h10M16 22v5M13 14v-1.5a3 3 0 0 1 6 0V14M12 14h8v4.5h-8z' },
] as const;

/** Three calm cards; Escape or "skip" ends them at any moment, and they do not come back. */
export default function FirstRun({ onClosed }: { readonly onClosed: () => void }) {
  const t = useWords();
  const { name: commission } = useCommission();
  const [at, setAt] = useState(0);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [open, setOpen] = useState(true);
  const { card, drawing } = CARDS[at] ?? CARDS[0];
  const last = at === CARDS.length - 1;

  async function finish(): Promise<void> {
    try {
      await mainProcess.app.finishFirstRun();
      setOpen(false);
    } catch (thrown) {
      // A second try closes the cards all the same: nobody is held here by a disk that is full.
      if (failure) setOpen(false);
      setFailure(asCallFailure(thrown));
    }
  }

  return (
    <FluentRoot>
      <Dialog
        open={open}
        onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && void finish()}
        // Unmounted before Fluent has ended the dialog, the page behind would stay hidden from screen readers.
        surfaceMotion={{ onMotionFinish: (_event, { direction }) => direction === 'exit' && onClosed() }}
      >
        <DialogSurface style={{ maxWidth: 480 }}>
          <div className={styles.card}>
            <svg className={styles.drawing} viewBox="0 0 32 32" aria-hidden="true">
              <path d={drawing} />
            </svg>
            <DialogTitle as="h2" action={null}>
              {t(`first-run:${card}.title`)}
            </DialogTitle>
            <div className={styles.words} aria-live="polite">
              <p>{t(`first-run:${card}.body`, { commission })}</p>
              <p className={styles.step}>{t('first-run:step', { current: at + 1, total: CARDS.length })}</p>
            </div>
            {failure && <FailureBar failure={failure} />}
            <div className={styles.actions}>
              <Button appearance="subtle" disabled={last} onClick={() => void finish()}>
                {t('first-run:skip')}
              </Button>
              <span className={styles.space} />
              {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('first-run:back')}</Button>}
              <Button appearance="primary" onClick={() => (last ? void finish() : setAt(at + 1))}>
                {t(last ? 'first-run:done' : 'first-run:next')}
              </Button>
            </div>
          </div>
        </DialogSurface>
      </Dialog>
    </FluentRoot>
  );
}
