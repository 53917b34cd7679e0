import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { appInfoSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useCommission } from '../../use-commission.ts';
import styles from './FirstRun.module.css';

const CARDS = ['shows', 'counts', 'stays'] as const;

/** Three calm cards; Escape or "skip" ends them at any moment, and they do not come back. */
export default function FirstRun() {
  const t = useWords();
  const { name: commission } = useCommission();
  const [at, setAt] = useState(0);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [closed, setClosed] = useState(false);
  const card = CARDS[at] ?? 'shows';
  const last = at === CARDS.length - 1;

  async function finish(): Promise<void> {
    try {
      await mainProcess.app.finishFirstRun();
      setClosed(true);
      await appInfoSource.load();
    } catch (thrown) {
      // A second try closes the cards all the same: nobody is held here by a disk that is full.
      if (failure) setClosed(true);
      setFailure(asCallFailure(thrown));
    }
  }

  return (
    <FluentRoot>
      <Dialog open={!closed} onOpenChange={(_event, { open }) => !open && void finish()}>
        <DialogSurface className={styles.surface} backdrop={{ onClick: (event) => event.preventDefault() }}>
          <DialogBody className={styles.body}>
            <DialogTitle as="h2" className={styles.title}>
              {t(`first-run:${card}.title`)}
            </DialogTitle>
            <DialogContent className={styles.content} aria-live="polite">
              <p>{t(`first-run:${card}.body`, { commission })}</p>
              {failure && <FailureBar failure={failure} />}
              <p className={styles.step}>{t('first-run:step', { current: at + 1, total: CARDS.length })}</p>
            </DialogContent>
            <DialogActions className={styles.actions}>
              {!last && (
                <Button appearance="subtle" className={styles.skip} onClick={() => void finish()}>
                  {t('first-run:skip')}
                </Button>
              )}
              {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('first-run:back')}</Button>}
              <Button appearance="primary" onClick={() => (last ? void finish() : setAt(at + 1))}>
                {t(last ? 'first-run:done' : 'first-run:next')}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </FluentRoot>
  );
}
