import type { ProgramCheck } from '../../../contract/mail-program.ts';
import type { EvolutionSettings } from '../../../platform/mail-program-sources.ts';
import type { Read } from '../../../platform/platform.ts';
import { checkOf, type Evidence, type Finding, notInstalled } from './check-of.ts';
import { parseGroups, readSettingsFile } from './settings-file.ts';

const GLOBAL_FOLDER = 'GlobalFolder';
const PREVIEW = 'PreviewVisible';

/** `settings`: false where it is not installed. Never rejects. */
export async function checkEvolution(settings: EvolutionSettings | false): Promise<ProgramCheck[]> {
  if (settings === false) return notInstalled('evolution');
  const findings = [await previewPane(settings), plainText(settings), pictures(settings)];
  return findings.map((finding) => checkOf('evolution', '', finding));
}

/**
 * The preview pane is no GSetting: state.ini keeps it for all folders in one, or for each folder where the person asked
 * for that (e-mail-paned-view.c, mail_paned_view_set_folder). A folder that is not written shows it.
 */
async function previewPane({ stateFile, globalViewSetting }: EvolutionSettings): Promise<Finding> {
  const file = await readSettingsFile(stateFile);
  const finding = (asWished: Finding['asWished'], evidence: readonly Evidence[], writtenAtMs: number | null) => ({
    setting: 'preview-off' as const,
    asWished,
    evidence,
    writtenAtMs,
  });
  if (file === 'absent') return finding('never-started', [{ where: stateFile, what: '' }], null);
  if (file === 'not-readable') return finding('not-readable', [{ where: stateFile, what: '?' }], null);
  const groups = parseGroups(file.text);
  const evidenceOf = (group: string, value: string): Evidence => ({
    where: file.path,
    what: `[${group}] ${PREVIEW} = ${value}`,
  });
  const ofAll = groups.get(GLOBAL_FOLDER)?.get(PREVIEW);
  const folders = [...groups].flatMap(([name, group]) => {
    const value = name.startsWith('Folder ') ? group.get(PREVIEW) : undefined;
    return value === undefined ? [] : [{ name, value }];
  });
  const isForAll = !globalViewSetting.ok || globalViewSetting.value !== 'false';
  if (isForAll) {
    // Nobody has hidden it, or the setting that says which counts could not be read.
    if (ofAll === undefined) return finding(false, [evidenceOf(GLOBAL_FOLDER, '(true)')], file.writtenAtMs);
    if (globalViewSetting.ok) return finding(ofAll === 'false', [evidenceOf(GLOBAL_FOLDER, ofAll)], file.writtenAtMs);
    const shown = folders.find(({ value }) => value !== 'false');
    if (ofAll === 'false' && !shown) return finding(true, [evidenceOf(GLOBAL_FOLDER, ofAll)], file.writtenAtMs);
    return finding('not-readable', [failed(globalViewSetting)], file.writtenAtMs);
  }
  const evidence = folders.map(({ name, value }) => evidenceOf(name, value));
  if (folders.some(({ value }) => value !== 'false')) return finding(false, evidence, file.writtenAtMs);
  // Hidden in all that are written; which others there are, the file does not say.
  return finding('default-not-written', evidence, file.writtenAtMs);
}

/** `prefer_plain` shows HTML where a message has no text part; `only_plain` and `prefer_source` never do. */
function plainText({ where, preferPlainMode }: EvolutionSettings): Finding {
  return fromSetting('plain-text', where, 'org.gnome.evolution.plugin.prefer-plain mode', preferPlainMode, {
    only_plain: true,
    prefer_source: true,
    prefer_plain: false,
    normal: false,
  });
}

/** `sometimes` loads them of people in the address book. */
function pictures({ where, imageLoadingPolicy }: EvolutionSettings): Finding {
  return fromSetting(
    'external-pictures-off',
    where,
    'org.gnome.evolution.mail image-loading-policy',
    imageLoadingPolicy,
    {
      never: true,
      sometimes: false,
      always: false,
    },
  );
}

function fromSetting(
  setting: Finding['setting'],
  where: string,
  key: string,
  read: Read<string>,
  wished: Readonly<Record<string, boolean>>,
): Finding {
  if (!read.ok) return { setting, asWished: 'not-readable', evidence: [failed(read)], writtenAtMs: null };
  const asWished = Object.hasOwn(wished, read.value) ? (wished[read.value] ?? false) : 'format-not-known';
  return { setting, asWished, evidence: [{ where, what: `${key} = ${read.value}` }], writtenAtMs: null };
}

const failed = (read: Read<string>): Evidence => ({ where: 'gsettings', what: read.ok ? read.value : read.detail });
