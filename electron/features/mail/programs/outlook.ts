import type { ProgramCheck } from '../../../contract/mail-program.ts';
import type { OutlookSettings, RegistryEntry } from '../../../platform/mail-program-sources.ts';
import type { Read } from '../../../platform/platform.ts';
import { checkOf, type Evidence, type Finding, notInstalled, unknownChecks } from './check-of.ts';

/** Classic and new Outlook apart: they share a name and no settings. */
export function checkOutlook(read: Read<OutlookSettings>): ProgramCheck[] {
  if (!read.ok) {
    const evidence = [{ where: 'Windows', what: read.detail }];
    return [
      ...unknownChecks('outlook-classic', '', 'not-readable', evidence),
      ...unknownChecks('outlook-new', '', 'not-readable', evidence),
    ];
  }
  const settings = read.value;
  const classic = settings.isClassicInstalled
    ? [readingPane(settings), plainText(settings), pictures(settings)].map((one) => checkOf('outlook-classic', '', one))
    : notInstalled('outlook-classic');
  const isNewThere = settings.isNewInstalled || settings.useNewOutlook.value === 1;
  const evidence = [evidenceOf(settings.useNewOutlook, '')];
  return [
    ...classic,
    ...(isNewThere ? unknownChecks('outlook-new', '', 'kept-in-the-cloud', evidence) : notInstalled('outlook-new')),
  ];
}

/** Only the policy can be read ("Do not display the reading pane"): the person's choice stands by folder in the mailbox. */
function readingPane({ disableReadingPane }: OutlookSettings): Finding {
  return {
    setting: 'preview-off',
    asWished: disableReadingPane.value === 1 ? true : 'not-readable',
    evidence: [evidenceOf(disableReadingPane, '')],
    writtenAtMs: null,
  };
}

/** "Read all standard mail in plain text": off until somebody sets it. */
const plainText = ({ readAsPlain }: OutlookSettings) => bySwitch('plain-text', readAsPlain, 0);

/** "Don't download pictures automatically": on until somebody takes it off. */
const pictures = ({ blockExternalContent }: OutlookSettings) =>
  bySwitch('external-pictures-off', blockExternalContent, 1);

/** The first that is set counts; 1 is as wished. */
function bySwitch(setting: Finding['setting'], entries: readonly RegistryEntry[], whenAbsent: 0 | 1): Finding {
  const set = entries.find(({ value }) => value !== null);
  const value = set?.value ?? whenAbsent;
  const evidence = set ? [evidenceOf(set, '')] : entries.map((entry) => evidenceOf(entry, `(${whenAbsent})`));
  return {
    setting,
    asWished: value === 1 ? true : value === 0 ? false : 'format-not-known',
    evidence,
    writtenAtMs: null,
  };
}

/** `unset`: what stands for a value that is not there. */
function evidenceOf({ where, value }: RegistryEntry, unset: string): Evidence {
  const name = where.split('\\').at(-1) ?? '';
  return { where, what: value === null ? `${name} = ${unset || '–'}` : `${name} = ${value}` };
}
