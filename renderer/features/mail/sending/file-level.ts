import type { FileFinding, FileReport } from '../../../../electron/contract/mail.ts';

/** How much a file asks of the person; the list shows the first before the last. */
export const LEVELS = ['act', 'unknown', 'note', 'waiting', 'quiet'] as const;
export type Level = (typeof LEVELS)[number];

/** A finding that deceives calls for action, one that hides calls for a look by hand, the others for a second thought. */
const OF_FINDING: Readonly<Record<FileFinding['kind'], Level>> = {
  'double-extension': 'act',
  'right-to-left-mark': 'act',
  'type-differs': 'act',
  'archive-bomb': 'act',
  'archive-too-deep': 'unknown',
  encrypted: 'unknown',
  unreadable: 'unknown',
  'too-large-to-look-into': 'unknown',
  damaged: 'unknown',
  'hidden-mark': 'note',
  program: 'note',
  script: 'note',
  macros: 'note',
  shortcut: 'note',
  'archive-with-program': 'note',
  'external-content': 'note',
};

function levelsOf({ state, scan, personalData, findings }: FileReport, isDownload: boolean): Level[] {
  const levels: Level[] = findings.map(({ kind }) => OF_FINDING[kind]);
  if (state === 'waiting' || state === 'looking') levels.push('waiting');
  if (state === 'failed' || state === 'cancelled') levels.push('unknown');
  if (scan?.kind === 'found') levels.push('act');
  if (scan?.kind === 'not-scanned') levels.push('unknown');
  if (state === 'done' && !scan) levels.push('unknown');
  return isDownload ? levels : [...levels, ...levelsOfPersonalData(state, personalData)];
}

function levelsOfPersonalData(state: FileReport['state'], look: FileReport['personalData']): Level[] {
  const levels: Level[] = [];
  if (state === 'done' && !look) levels.push('unknown');
  if (look?.kind === 'not-looked') levels.push('unknown');
  if (look?.kind === 'looked') {
    if (look.hits.length > 0) levels.push('act');
    if (look.leftOut.length > 0) levels.push('unknown');
  }
  return levels;
}

/** Quiet only where everything was looked at and nothing was there; of a download, personal data is no matter. */
export function levelOf(file: FileReport, isDownload = false): Level {
  const levels = levelsOf(file, isDownload);
  return LEVELS.find((level) => levels.includes(level)) ?? 'quiet';
}

/** In the order in which they want attention; within a level as they were taken. */
export function byLevel(files: readonly FileReport[], isDownload = false): FileReport[] {
  return files
    .map((file) => ({ file, rank: LEVELS.indexOf(levelOf(file, isDownload)) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ file }) => file);
}
