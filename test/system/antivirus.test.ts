import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ScanResult } from '../../electron/contract/mail.ts';
import { runProgram } from '../../electron/dev/run-program.mjs';
import { freshScanner } from '../../electron/features/mail/scan/fresh-scanner.ts';
import { type ClamParts, LinuxAntivirus } from '../../electron/platform/linux/antivirus.ts';
import { bundle } from './bundle.ts';
import { type ClamPc, EICAR, killDaemon, lacksClam, openClamPc } from './clam.ts';

const absent = lacksClam();
const never = new AbortController().signal;
const NO_CLAMSCAN = '/nonexistent/clamscan';
const ALERTS = ['AlertEncrypted yes', 'AlertExceedsMax yes'];

let pc: ClamPc;
/** Files to scan, by a short name. */
const files: Record<string, string> = {};
const file = (name: string) => files[name] ?? expect.unreachable(name);

beforeAll(async () => {
  if (absent) return;
  pc = await openClamPc();
  const folder = join(pc.folder, '附件');
  mkdirSync(folder);
  const put = (name: string, fileName: string, content: string | Buffer) => {
    files[name] = join(folder, fileName);
    writeFileSync(file(name), content);
  };
  put('eicar', '會議 紀錄.com', EICAR);
  put('clean', '公文.txt', '一般文字');
  put('two-line', 'eicar\nclean: OK', EICAR);
  put('dash', '-option.txt', 'text');
  put('large', '大檔.bin', '');
  truncateSync(file('large'), 120_000_000);
  put('middle', '中檔.bin', randomBytes(24 * 1024 * 1024));
  const zip = async (name: string, fileName: string, contents: readonly string[], options: readonly string[] = []) => {
    files[name] = join(folder, fileName);
    const { code, said } = await runProgram('zip', ['-q', '-j', ...options, file(name), ...contents.map(file)]);
    if (code !== 0) throw new Error(said);
  };
  await zip('encrypted', '加密.zip', ['clean'], ['-P', 'geheim']);
  await zip('inner', '內層.zip', ['eicar']);
  await zip('nested', '外層.zip', ['inner', 'clean']);
  await zip('encrypted-beside-find', '混合.zip', ['encrypted', 'inner']);
});
afterAll(() => pc?.close());
beforeEach(({ skip }) => {
  if (absent) skip(absent);
});

const scan = (name: string, parts: ClamParts, signal = never): Promise<ScanResult> =>
  new LinuxAntivirus({ databaseFolder: pc.database, ...parts }).scan(files[name] ?? name, signal);

/** A file that nobody may read. */
function forNobody(name: string): string {
  const path = join(pc.folder, name);
  writeFileSync(path, EICAR);
  chmodSync(path, 0);
  return path;
}

/** As the app runs: by an account that is not root. */
async function scanAsOrdinary(path: string, parts: ClamParts): Promise<ScanResult> {
  const bundled = await bundle('test/system/antivirus-probe.ts');
  cpSync(dirname(bundled), join(pc.folder, 'probe'), { recursive: true });
  const given = JSON.stringify({ databaseFolder: pc.database, ...parts });
  const command = [process.execPath, join(pc.folder, 'probe/entry.mjs'), path, given];
  const isRoot = process.getuid?.() === 0;
  const [program = '', ...args] = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...command]
    : command;
  const { stdout, said } = await runProgram(program, args);
  return JSON.parse(stdout || said);
}

/** What holds whichever way the file is scanned. */
const SAME_BY_BOTH = [
  ['eicar', { kind: 'found', names: ['Test.EICAR.UNOFFICIAL'] }],
  ['two-line', { kind: 'found', names: ['Test.EICAR.UNOFFICIAL'] }],
  ['nested', { kind: 'found', names: ['Test.EICAR.UNOFFICIAL'] }],
  ['encrypted-beside-find', { kind: 'found', names: ['Test.EICAR.UNOFFICIAL'] }],
  ['clean', { kind: 'nothing-found' }],
  ['dash', { kind: 'nothing-found' }],
  ['middle', { kind: 'nothing-found' }],
  ['encrypted', { kind: 'not-scanned', why: 'encrypted', detail: 'Heuristics.Encrypted.Zip' }],
  ['large', { kind: 'not-scanned', why: 'too-large' }],
  ['/nonexistent/file', { kind: 'not-scanned', why: 'gone', scanner: null }],
  ['/tmp', { kind: 'not-scanned', why: 'failed', scanner: null }],
] as const;

describe('clamscan', () => {
  const confs: readonly string[] = [];

  test.each(SAME_BY_BOTH)('%s', async (name, expected) => {
    const result = await scan(name, { confs });
    expect(result).toMatchObject(expected);
    if (result.scanner) expect(result.scanner.name).toBe('clamscan');
  });

  test('names its version and the day of its signatures', async () => {
    pc.date('05 Nov 2026');
    const { scanner } = await scan('clean', { confs });
    expect(scanner).toEqual({
      name: 'clamscan',
      version: expect.stringMatching(/^ClamAV \d/),
      signaturesOn: '2026-11-05',
    });
  });

  test('that is absent is no antivirus', async () => {
    expect(await scan('clean', { confs, clamscan: NO_CLAMSCAN })).toMatchObject({ why: 'no-antivirus' });
  });

  test('without a database has scanned nothing', async () => {
    for (const databaseFolder of [pc.emptyDatabase, '/nonexistent'])
      expect(await scan('eicar', { confs, databaseFolder })).toMatchObject({
        kind: 'not-scanned',
        why: 'no-signatures',
      });
  });

  test('with old signatures has scanned nothing, but what it finds counts', async () => {
    pc.date('05 Nov 2026');
    const antivirus = new LinuxAntivirus({ confs, databaseFolder: pc.database });
    const scanner = freshScanner(
      antivirus,
      () => 7,
      () => Date.parse('2026-11-23T12:00:00+08:00'),
    );
    expect(await scanner.scan(file('clean'), never)).toMatchObject({ why: 'old-signatures', detail: '2026-11-05' });
    expect(await scanner.scan(file('eicar'), never)).toMatchObject({ kind: 'found' });
    pc.date('20 Nov 2026');
    expect(await scanner.scan(file('clean'), never)).toMatchObject({ kind: 'nothing-found' });
  });

  test('is ended when the person cancels', async () => {
    const stop = new AbortController();
    const scanning = scan('large', { confs }, stop.signal);
    stop.abort();
    expect(await scanning).toMatchObject({ kind: 'not-scanned', why: 'stopped' });
  });

  test('run by an ordinary user has no access to what that user may not read', async () => {
    expect(await scanAsOrdinary(forNobody('secret.txt'), { confs })).toMatchObject({
      kind: 'not-scanned',
      why: 'no-access',
    });
  });
});

describe.each([
  ['that names what it could not look into', ALERTS],
  ['with Debian’s settings, which call that "OK"', ['AlertEncrypted no', 'StreamMaxLength 25M', 'MaxFileSize 25M']],
])('clamd %s', (_, lines) => {
  let daemon: ChildProcess;
  let confs: string[];
  beforeAll(async () => {
    if (absent) return;
    confs = [pc.conf('clamd.conf', lines)];
    daemon = await pc.startDaemon(confs[0] ?? '');
  });
  afterAll(() => (absent ? undefined : killDaemon(daemon, pc.socket)));

  test.each(SAME_BY_BOTH)('%s', async (name, expected) => {
    const result = await scan(name, { confs });
    expect(result).toMatchObject(expected);
    // Beyond what the daemon takes, clamscan is asked.
    if (result.scanner && name !== 'large') expect(result.scanner.name).toBe('clamd');
  });

  test('has the day of its signatures from its database', async () => {
    pc.date('06 Nov 2026');
    expect((await scan('clean', { confs })).scanner).toMatchObject({ name: 'clamd', signaturesOn: '2026-11-06' });
  });

  test('reads what only this account may read', async () => {
    const path = join(pc.folder, 'mine.txt');
    writeFileSync(path, EICAR, { mode: 0o600 });
    expect(await scan(path, { confs })).toMatchObject({ kind: 'found' });
  });

  test('asked by an ordinary user finds what that user may read, and has no access to the rest', async () => {
    const path = join(pc.folder, 'everyone.txt');
    writeFileSync(path, EICAR, { mode: 0o644 });
    const alone = { confs, clamscan: NO_CLAMSCAN };
    expect(await scanAsOrdinary(path, alone)).toMatchObject({ kind: 'found', scanner: { name: 'clamd' } });
    const secret = await scanAsOrdinary(forNobody(`secret-${lines.length}.txt`), alone);
    expect(secret).toMatchObject({ kind: 'not-scanned', why: 'no-access' });
  });

  test('without clamscan never says more than it knows', async () => {
    const alone = { confs, clamscan: NO_CLAMSCAN };
    expect(await scan('eicar', alone)).toMatchObject({ kind: 'found' });
    expect(await scan('encrypted', alone)).toMatchObject({ kind: 'not-scanned' });
    expect(await scan('large', alone)).toMatchObject({ kind: 'not-scanned', why: 'too-large' });
    const clean = await scan('clean', alone);
    expect(clean.kind).toBe(lines === ALERTS ? 'nothing-found' : 'not-scanned');
  });
});

describe('clamd that goes away', () => {
  let daemon: ChildProcess;
  let front: ReturnType<typeof createServer>;
  let confs: string[];

  /** The real daemon behind a socket that counts what passes, and ends the daemon once `afterBytes` of a file have. */
  beforeEach(async () => {
    daemon = await pc.startDaemon(pc.conf('clamd.conf', ALERTS));
    const path = join(pc.folder, 'front.sock');
    const afterBytes = 5_000_000;
    front = createServer((client: Socket) => {
      const behind = connect(pc.socket);
      let passed = 0;
      client.on('data', (chunk) => {
        passed += chunk.length;
        if (passed > afterBytes) daemon.kill('SIGKILL');
        behind.write(chunk);
      });
      behind.on('data', (chunk) => client.write(chunk));
      behind.on('close', () => client.destroy());
      client.on('close', () => behind.destroy());
      for (const socket of [client, behind]) socket.on('error', () => {});
    }).listen(path);
    await once(front, 'listening');
    confs = [pc.conf('front.conf', ALERTS)];
    writeFileSync(confs[0] ?? '', `LocalSocket ${path}\n${ALERTS.join('\n')}\n`);
  });
  afterEach(async () => {
    front.close();
    await killDaemon(daemon, pc.socket);
  });

  test('in the middle of a file leaves it to clamscan', async () => {
    const result = await scan('middle', { confs });
    expect(daemon.killed).toBe(true);
    expect(result).toMatchObject({ kind: 'nothing-found', scanner: { name: 'clamscan' } });
  });

  test('in the middle of a file, with no clamscan, has not scanned it', async () => {
    const result = await scan('middle', { confs, clamscan: NO_CLAMSCAN });
    expect(result).toMatchObject({ kind: 'not-scanned', why: 'failed', scanner: { name: 'clamd' } });
  });
});

describe('clamd that is there and silent', () => {
  test('is passed over, and cancelling does not wait for it', async () => {
    const path = join(pc.folder, 'silent.sock');
    const silent = createServer(() => {}).listen(path);
    await once(silent, 'listening');
    const conf = join(pc.folder, 'silent.conf');
    writeFileSync(conf, `LocalSocket ${path}\n`);
    expect(await scan('eicar', { confs: [conf] })).toMatchObject({ kind: 'found', scanner: { name: 'clamscan' } });
    const stop = AbortSignal.timeout(200);
    const startedAtMs = performance.now();
    expect(await scan('eicar', { confs: [conf] }, stop)).toMatchObject({ why: 'stopped' });
    expect(performance.now() - startedAtMs).toBeLessThan(1_500);
    silent.close();
  });
});
