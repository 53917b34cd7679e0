/** Names of an incident's documents that have words for the person who reads them. */
const NAMED = [
  'code',
  'drill',
  'part',
  'first',
  'asked',
  'remoteSession',
  'noticedAt',
  'clickedAt',
  'accountName',
  'machineName',
  'osName',
  'appVersion',
  'contact',
  'surroundings',
  'outcome',
  'at',
  'adapters',
  'restoreReason',
  'answers',
  'words',
  'takenAt',
  'releasedAt',
  'connections',
  'screenshot',
  'fileName',
  'bytes',
  'verdict',
  'from',
  'subject',
  'attachment',
  'notAttached',
  'schema',
] as const;

type NamedField = (typeof NAMED)[number];

export const isNamedField = (name: string): name is NamedField => NAMED.some((each) => each === name);
