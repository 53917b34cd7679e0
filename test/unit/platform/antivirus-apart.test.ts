import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../../electron/contract/mail.ts';
import { AntivirusApart, type ScanningProcess } from '../../../electron/platform/antivirus-apart.ts';

const CLEAN: ScanResult = {
  kind: 'nothing-found',
  scanner: { name: 'clamd', version: '1', signaturesOn: '2026-11-20' },
};
const late: ScanResult = { kind: 'not-scanned', why: 'late', scanner: null, detail: '' };
const never = new AbortController().signal;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A process that answers by the file's name. `dies`: whether it ends when it is told to. */
function processes({ dies = true } = {}) {
  const started: { scans: string[]; heard: string[]; process: ScanningProcess }[] = [];
  const start = (): ScanningProcess => {
    const scans: string[] = [];
    const heard: string[] = [];
    let hasEnded = false;
    let answer: (value: unknown) => void = () => {};
    let end: (error: Error) => void = () => {};
    const process: ScanningProcess = {
      ask: (task) =>
        new Promise((resolve, reject) => {
          const path = task.kind === 'scan' ? task.path : '';
          scans.push(path);
          [answer, end] = [resolve, reject];
          if (path === 'clean') resolve(CLEAN);
          if (path === 'late') resolve(late);
          if (path === 'lies') resolve({ kind: 'safe' });
          if (path === 'dies') reject(new Error('ended with 9'));
        }),
      say: (word) => {
        heard.push(word.kind);
        if (scans.at(-1) === 'heeds') answer({ ...late, why: 'stopped' });
      },
      abandon: () => {
        heard.push('abandoned');
        if (!dies) return;
        hasEnded = true;
        end(new Error('ended'));
      },
      get hasEnded() {
        return hasEnded;
      },
    };
    started.push({ scans, heard, process });
    return process;
  };
  return { started, start };
}
const bounds = { timeoutMs: 60, graceMs: 20, idleMs: 1000 };

describe('the antivirus in a process of its own', () => {
  it('asks one process of one file after the other', async () => {
    const { started, start } = processes();
    const antivirus = new AntivirusApart(start, bounds);
    for (let at = 0; at < 3; at++) expect(await antivirus.scan('clean', never)).toEqual(CLEAN);
    expect(started.map(({ scans }) => scans)).toEqual([['clean', 'clean', 'clean']]);
    antivirus.close();
    expect(started[0]?.heard).toEqual(['abandoned']);
  });

  it.each(['lies', 'dies'])('takes no answer from one that %s, and the next file gets a new one', async (path) => {
    const { started, start } = processes();
    const antivirus = new AntivirusApart(start, bounds);
    expect(await antivirus.scan(path, never)).toMatchObject({ kind: 'not-scanned', why: 'failed' });
    expect(await antivirus.scan('clean', never)).toEqual(CLEAN);
    expect(started.length).toBe(2);
    antivirus.close();
  });

  it('answers at once when the person stops, lets it end what it started, and uses it no more', async () => {
    const { started, start } = processes();
    const antivirus = new AntivirusApart(start, { ...bounds, timeoutMs: 5000 });
    for (const path of ['heeds', 'hangs']) {
      const stopped = await antivirus.scan(path, AbortSignal.timeout(10));
      expect(stopped).toMatchObject({ kind: 'not-scanned', why: 'stopped' });
    }
    await pause(60);
    expect(started.map(({ heard }) => heard)).toEqual([
      ['stop', 'abandoned'],
      ['stop', 'abandoned'],
    ]);
  });

  it('keeps none whose own call is late: that may still be stuck', async () => {
    const { started, start } = processes();
    const antivirus = new AntivirusApart(start, bounds);
    await antivirus.scan('late', never);
    expect(started[0]?.process.hasEnded).toBe(true);
  });

  it('begins no more than three that cannot be ended', async () => {
    const { started, start } = processes({ dies: false });
    const antivirus = new AntivirusApart(start, bounds);
    for (let at = 0; at < 5; at++) {
      expect(await antivirus.scan('hangs', never)).toMatchObject({ kind: 'not-scanned', why: 'late' });
      await pause(40);
    }
    expect(started.length).toBe(3);
  });
});
