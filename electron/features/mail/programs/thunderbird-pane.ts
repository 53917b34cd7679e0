import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from './check-of.ts';
import { readSettingsFile, type SettingsFile } from './settings-file.ts';

/** As much of session.json as tells of the message pane: one state for each mail tab of each window. */
const Session = z.object({
  windows: z.array(
    z.object({
      tabs: z.object({
        tabs: z.array(
          z.object({
            mode: z.string(),
            state: z.looseObject({ messagePaneVisible: z.boolean().optional() }).nullish(),
          }),
        ),
      }),
    }),
  ),
});

const WINDOW = 'chrome://messenger/content/messenger.xhtml';
const XulStore = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())));

/**
 * The message pane: what each mail tab will open with (session.json), else what a new one opens with (xulstore.json),
 * else Thunderbird's own default, which shows it (about3Pane.js, restoreState). Both are written on closing and now and
 * then before it: while the program runs (`runningSinceMs`), what was written before it started says nothing of now.
 */
export async function findPreviewPane(folder: string, runningSinceMs: number | null): Promise<Finding> {
  const [session, store] = await Promise.all(
    ['session.json', 'xulstore.json'].map((name) => readSettingsFile(join(folder, name))),
  );
  const read = fromSession(session) ?? fromStore(store) ?? byDefault(join(folder, 'session.json'));
  const isOld = runningSinceMs !== null && (read.writtenAtMs === null || read.writtenAtMs < runningSinceMs);
  return isOld ? { ...read, asWished: 'running' } : read;
}

type Read = SettingsFile | 'absent' | 'not-readable' | undefined;

function fromSession(file: Read): Finding | null {
  if (file === undefined || file === 'absent') return null;
  if (file === 'not-readable') return unknown('session.json', 'not-readable', null);
  const parsed = Session.safeParse(parseJson(file.text));
  if (!parsed.success) return unknown(file.path, 'format-not-known', file.writtenAtMs);
  const tabs = parsed.data.windows.flatMap((window) => window.tabs.tabs);
  const shown = tabs.flatMap(({ mode, state }) =>
    mode === 'mail3PaneTab' && state?.messagePaneVisible !== undefined ? [state.messagePaneVisible] : [],
  );
  // Closed with no mail tab open: the next one opens as the other file says.
  if (shown.length === 0) return null;
  return {
    setting: 'preview-off',
    asWished: shown.every((isShown) => !isShown),
    evidence: shown.map((isShown) => ({ where: file.path, what: `messagePaneVisible = ${isShown}` })),
    writtenAtMs: file.writtenAtMs,
  };
}

function fromStore(file: Read): Finding | null {
  if (file === undefined || file === 'absent') return null;
  if (file === 'not-readable') return unknown('xulstore.json', 'not-readable', null);
  const parsed = XulStore.safeParse(parseJson(file.text));
  if (!parsed.success) return unknown(file.path, 'format-not-known', file.writtenAtMs);
  const collapsed = parsed.data[WINDOW]?.messagepaneboxwrapper?.collapsed;
  if (collapsed === undefined) return null;
  return {
    setting: 'preview-off',
    asWished: collapsed === 'true',
    evidence: [{ where: file.path, what: `messagepaneboxwrapper.collapsed = ${collapsed}` }],
    writtenAtMs: file.writtenAtMs,
  };
}

/** Neither file says: shown, as nobody has hidden it. */
function byDefault(path: string): Finding {
  const evidence = [{ where: path, what: 'messagePaneVisible = (true)' }];
  return { setting: 'preview-off', asWished: false, evidence, writtenAtMs: null };
}

function unknown(where: string, why: 'not-readable' | 'format-not-known', writtenAtMs: number | null): Finding {
  return { setting: 'preview-off', asWished: why, evidence: [{ where, what: '?' }], writtenAtMs };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
