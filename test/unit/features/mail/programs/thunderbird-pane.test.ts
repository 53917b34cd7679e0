import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPreviewPane } from '../../../../../electron/features/mail/programs/thunderbird-pane.ts';

const WRITTEN_MS = Date.parse('2026-11-20T08:00:00Z');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-pane-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: unknown) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  utimesSync(path, WRITTEN_MS / 1000, WRITTEN_MS / 1000);
}
const session = (...shown: readonly (boolean | undefined)[]) => ({
  rev: 0,
  windows: [
    {
      type: '3pane',
      tabs: {
        rev: 0,
        tabs: [
          ...shown.map((messagePaneVisible) => ({
            mode: 'mail3PaneTab',
            state: { firstTab: true, messagePaneVisible },
          })),
          { mode: 'calendar', state: null },
        ],
      },
    },
  ],
});
const store = (collapsed: string) => ({
  'chrome://messenger/content/messenger.xhtml': { messagepaneboxwrapper: { collapsed }, other: { width: '300' } },
});
const asWished = async (runningSinceMs: number | null = null) =>
  (await findPreviewPane(folder, runningSinceMs)).asWished;

describe('the message pane', () => {
  it('is shown where neither file says anything', async () => {
    expect(await asWished()).toBe(false);
  });

  it('is as the last session left it, even against the other file', async () => {
    put('session.json', session(false));
    put('xulstore.json', store('false'));
    expect(await asWished()).toBe(true);
  });

  it('is shown when one of several mail tabs shows it', async () => {
    put('session.json', session(false, true));
    expect(await asWished()).toBe(false);
  });

  it('is as a new tab would have it, where no mail tab was open', async () => {
    put('session.json', session());
    put('xulstore.json', store('true'));
    expect(await asWished()).toBe(true);
    put('xulstore.json', store('false'));
    expect(await asWished()).toBe(false);
  });

  it.each(['session.json', 'xulstore.json'])('is not known where %s is broken', async (name) => {
    put(name, '{"windows":');
    expect(await asWished()).toBe('format-not-known');
  });

  it('carries how old the evidence is', async () => {
    put('session.json', session(false));
    expect((await findPreviewPane(folder, null)).writtenAtMs).toBe(WRITTEN_MS);
  });

  it('of a running program is known only from what it has written since its start', async () => {
    put('session.json', session(false));
    expect(await asWished(WRITTEN_MS + 1_000)).toBe('running');
    expect(await asWished(WRITTEN_MS - 1_000)).toBe(true);
  });
});
