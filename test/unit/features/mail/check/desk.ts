import type { ScanResult } from '../../../../../electron/contract/mail.ts';
import { MailSettings } from '../../../../../electron/contract/settings.ts';
import { MailCheck } from '../../../../../electron/features/mail/check/mail-check.ts';
import type { MailWorker, WorkerEnded } from '../../../../../electron/features/mail/check/ports.ts';
import { admit } from '../../../../../electron/features/mail/look/admit.ts';
import { pack } from '../../../../../electron/features/mail/look/pack.ts';
import type { WorkerAnswer, WorkerTask } from '../../../../../electron/features/mail/look/worker-task.ts';

export type LookOf = (name: string, signal: AbortSignal) => Promise<WorkerAnswer | WorkerEnded>;
export type ScanOf = (path: string, signal: AbortSignal) => Promise<ScanResult>;

export const NOTHING_FOUND: ScanResult = {
  kind: 'nothing-found',
  scanner: { name: 'clamd', version: '1', signaturesOn: '2026-11-20' },
};
export const LOOKED: WorkerAnswer = {
  kind: 'looked',
  type: null,
  findings: [],
  personalData: { kind: 'looked', hits: [], leftOut: [] },
};

/** Until the signal is aborted. */
export const hung = (signal: AbortSignal) =>
  new Promise<WorkerEnded>((resolve) =>
    signal.addEventListener('abort', () => resolve({ kind: 'ended', why: 'stopped' }), { once: true }),
  );

export interface Desk {
  readonly check: MailCheck;
  /** The most looks that were at work at once, and scans. */
  readonly most: { looks: number; scans: number };
  readonly asked: WorkerTask[];
  settled(): Promise<void>;
}

/** A check over real files, whose worker does in this process what touches them, and looks and scans as told. */
export function openDesk(
  settings: Partial<MailSettings> = {},
  lookOf: LookOf = async () => LOOKED,
  scanOf: ScanOf = async () => NOTHING_FOUND,
  packingTakesMs = 0,
): Desk {
  const now = { looks: 0, scans: 0 };
  const most = { looks: 0, scans: 0 };
  const asked: WorkerTask[] = [];
  const during = async <T>(kind: 'looks' | 'scans', work: Promise<T>): Promise<T> => {
    most[kind] = Math.max(most[kind], ++now[kind]);
    try {
      return await work;
    } finally {
      now[kind]--;
    }
  };
  const worker: MailWorker = {
    async ask(task, _timeoutMs, signal) {
      asked.push(task);
      if (signal.aborted) return { kind: 'ended', why: 'stopped' };
      if (task.kind === 'admit') return admit(task);
      if (task.kind === 'pack') await new Promise((resolve) => setTimeout(resolve, packingTakesMs));
      if (signal.aborted) return { kind: 'ended', why: 'stopped' };
      if (task.kind === 'pack')
        return pack(task).catch(() => ({ kind: 'failed', code: 'ENOENT', message: '' }) as const);
      if (task.kind === 'look') return during('looks', lookOf(task.name, signal));
      throw new Error(`not expected here: ${task.kind}`);
    },
    close: () => {},
  };
  const all = MailSettings.parse(settings);
  const scanner = { scan: (path: string, signal: AbortSignal) => during('scans', scanOf(path, signal)) };
  const check = new MailCheck({ scanner, worker, settings: () => all, log: () => {} });
  return {
    check,
    most,
    asked,
    async settled() {
      while (check.view().progress) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 30));
    },
  };
}
