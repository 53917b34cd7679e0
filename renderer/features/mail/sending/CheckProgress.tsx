import { useEffect, useRef, useState } from 'react';
import type { MailCheckView } from '../../../../electron/contract/mail.ts';
import { useFigures, useWords } from '../../../language.ts';
import { mainProcess } from '../../../main-process.ts';
import { StoppableProgress } from './StoppableProgress.tsx';

/** How far the check is, and the way to stop it. Listeners hear its begin and its end, not every step. */
export function CheckProgress({ progress, files }: Pick<MailCheckView, 'progress' | 'files'>) {
  const t = useWords();
  const figures = useFigures();
  const said = useBeginAndEnd(progress !== null);
  const left = progress ? 0 : files.filter(({ state }) => state === 'cancelled').length;
  return (
    <>
      {/* Of a thousand files the list shows the first, which may be those that were still checked. */}
      <p className={left > 0 ? undefined : 'visuallyHidden'} role="status">
        {left > 0
          ? t('mail:progress.stopped', { left, total: files.length, again: t('mail:take.recheck') })
          : said && t(`mail:progress.${said}`)}
      </p>
      {progress && (
        <StoppableProgress
          label={t('mail:progress.label')}
          // Bytes alone would say "done" of many empty files.
          value={progress.bytesDone + progress.filesDone}
          max={progress.bytesTotal + progress.filesTotal}
          line={t('mail:progress.line', {
            filesDone: progress.filesDone,
            filesTotal: progress.filesTotal,
            bytesDone: figures.bytes(progress.bytesDone),
            bytesTotal: figures.bytes(progress.bytesTotal),
          })}
          stop={{ words: t('mail:progress.cancel'), run: mainProcess.mail.cancel }}
        />
      )}
    </>
  );
}

/** null: nothing has run since the page was opened. */
function useBeginAndEnd(isChecking: boolean): 'started' | 'ended' | null {
  const [said, setSaid] = useState<'started' | 'ended' | null>(null);
  const was = useRef(isChecking);
  useEffect(() => {
    if (was.current === isChecking) return;
    was.current = isChecking;
    setSaid(isChecking ? 'started' : 'ended');
  }, [isChecking]);
  return said;
}
