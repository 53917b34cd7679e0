import { useCallback } from 'react';
import { useFigures, useWords } from '../../language.ts';
import type { Bar } from './bars.ts';

/** All that a bar shows, in words: for the screen reader, the reading under the chart, and the table. */
export function useBarWords(): (bar: Bar) => string {
  const t = useWords();
  const figures = useFigures();
  return useCallback(
    (bar) => {
      if (bar.state === 'future' || bar.state === 'none' || bar.state === 'unmeasured')
        return t(`usage:bar.${bar.state}`);
      const words = [
        t('usage:bar.values', { down: figures.bytes(bar.downBytes), up: figures.bytes(bar.upBytes) }),
        ...bar.extra,
      ];
      if (bar.state === 'partly') words.push(t('usage:bar.partly'));
      if (bar.estimated) words.push(t('usage:bar.estimated'));
      if (bar.doubtful && bar.over) words.push(t('usage:bar.overDoubtful'));
      else if (bar.doubtful) words.push(t('usage:bar.doubtful'));
      else if (bar.over) words.push(t('usage:bar.over'));
      return words.join(t('usage:bar.join'));
    },
    [t, figures],
  );
}
