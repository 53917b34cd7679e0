import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramCheck } from '../../../contract/mail-program.ts';
import type { ThunderbirdPlaces } from '../../../platform/mail-program-sources.ts';
import { checkOf, type Finding, notInstalled, unknownChecks } from './check-of.ts';
import { type Pref, parsePrefs } from './prefs-file.ts';
import { readSettingsFile, type SettingsFile } from './settings-file.ts';
import { findPreviewPane } from './thunderbird-pane.ts';
import { type PolicyPrefs, readPolicies } from './thunderbird-policies.ts';
import { readProfiles } from './thunderbird-profiles.ts';

/** More profiles than anybody has. */
const MOST_PROFILES = 10;

/** Each profile that Thunderbird opens by itself or has open now. Reads files alone; never rejects. */
export async function checkThunderbird(places: ThunderbirdPlaces): Promise<ProgramCheck[]> {
  const roots = await Promise.all(places.folders.map(async (root) => ({ root, profiles: await readProfiles(root) })));
  const unreadable = roots.find(({ profiles }) => profiles === 'not-readable');
  const all = roots.flatMap(({ profiles }) => (profiles === 'not-readable' ? [] : profiles));
  const inUse = all.filter(({ folder, opensByItself }) => opensByItself || places.isRunning(folder) === true);
  if (unreadable) {
    const evidence = [{ where: join(unreadable.root, 'profiles.ini'), what: '?' }];
    return unknownChecks('thunderbird', '', 'not-readable', evidence);
  }
  if (inUse.length === 0)
    return places.isInstalled ? unknownChecks('thunderbird', '', 'never-started', []) : notInstalled('thunderbird');
  const policies = await readPolicies(places);
  const checks = await Promise.all(
    inUse.slice(0, MOST_PROFILES).map(({ name, folder }) => {
      const isRunning = places.isRunning(folder) !== false;
      return checkProfile(folder, inUse.length > 1 ? name : '', isRunning, policies);
    }),
  );
  return checks.flat();
}

async function checkProfile(
  folder: string,
  profile: string,
  isRunning: boolean,
  policies: PolicyPrefs,
): Promise<ProgramCheck[]> {
  const prefsPath = join(folder, 'prefs.js');
  const [prefs, user] = await Promise.all([readSettingsFile(prefsPath), readSettingsFile(join(folder, 'user.js'))]);
  if (prefs === 'absent')
    return unknownChecks('thunderbird', profile, 'never-started', [{ where: prefsPath, what: '' }]);
  if (prefs === 'not-readable' || user === 'not-readable')
    return unknownChecks('thunderbird', profile, 'not-readable', [{ where: prefsPath, what: '?' }]);
  const read = prefReader(prefs, user === 'absent' ? null : user, policies);
  const findings = [await findPreviewPane(folder, isRunning ? await startedAtMs(folder) : null), ...prefFindings(read)];
  return findings.map((finding) => checkOf('thunderbird', profile, finding));
}

/** The program makes its lock anew at each start. Unknown: as though it had started just now. */
async function startedAtMs(folder: string): Promise<number> {
  for (const name of ['lock', 'parent.lock', '.parentlock']) {
    const stats = await lstat(join(folder, name)).catch(() => null);
    if (stats) return stats.mtimeMs;
  }
  return Number.POSITIVE_INFINITY;
}

type ReadPref = (
  name: string,
  whenAbsent: Pref,
) => { readonly value: Pref; readonly where: string; readonly what: string };

/** What is locked counts, then user.js, laid over prefs.js at each start, then prefs.js, then what is set as a default. */
function prefReader(
  prefs: SettingsFile,
  user: SettingsFile | null,
  policies: PolicyPrefs,
): ReadPref & { writtenAtMs: number } {
  const own = parsePrefs(prefs.text);
  const laidOver = user === null ? new Map<string, Pref>() : parsePrefs(user.text);
  const read: ReadPref = (name, whenAbsent) => {
    const policy = policies.get(name);
    const ofPolicy = { value: policy?.value, where: policy?.where ?? '' };
    const isKept = policy?.strength !== 'clear';
    const inOrder = [
      policy?.strength === 'locked' || policy?.strength === 'user' ? ofPolicy : null,
      isKept && user !== null ? { value: laidOver.get(name), where: user.path } : null,
      isKept ? { value: own.get(name), where: prefs.path } : null,
      ofPolicy,
    ];
    const set = inOrder.find((one) => one?.value !== undefined);
    if (set?.value === undefined) return { value: whenAbsent, where: prefs.path, what: `${name} = (${whenAbsent})` };
    // Group Policy knows no true and false: Thunderbird takes 1 and 0 for them.
    const isSwitch = typeof whenAbsent === 'boolean' && typeof set.value === 'number';
    return { value: isSwitch ? set.value === 1 : set.value, where: set.where, what: `${name} = ${set.value}` };
  };
  return Object.assign(read, { writtenAtMs: Math.max(prefs.writtenAtMs, user?.writtenAtMs ?? 0) });
}

/** View > Message Body As > Plain Text sets all three; absent, HTML is shown. Pictures are blocked unless allowed. */
function prefFindings(read: ReadPref & { writtenAtMs: number }): Finding[] {
  const prefersPlain = read('mailnews.display.prefer_plaintext', false);
  const htmlAs = read('mailnews.display.html_as', 0);
  const disallowed = read('mailnews.display.disallow_mime_handlers', 0);
  const pictures = read('mailnews.message_display.disable_remote_image', true);
  const evidence = (...reads: readonly ReturnType<ReadPref>[]) => reads.map(({ where, what }) => ({ where, what }));
  const { writtenAtMs } = read;
  return [
    {
      setting: 'plain-text',
      asWished: prefersPlain.value === true && htmlAs.value === 1 && Number(disallowed.value) > 0,
      evidence: evidence(prefersPlain, htmlAs, disallowed),
      writtenAtMs,
    },
    {
      setting: 'external-pictures-off',
      asWished: pictures.value === true,
      evidence: evidence(pictures),
      writtenAtMs,
    },
  ];
}
