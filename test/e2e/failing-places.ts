import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../system/store-servers.ts';

const READY_WITHIN_MS = 10_000;

/** A store behind https whose certificate only its own `caFile` vouches for. */
export interface SecureStore {
  readonly address: string;
  readonly caFile: string;
  /** The paths that came through. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function openSecureStore(folder: string): Promise<SecureStore> {
  const [caFile, keyFile] = [join(folder, 'host.pem'), join(folder, 'host.key')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', keyFile, '-out', caFile];
  execFileSync('openssl', ['req', ...made, ...names], { stdio: 'pipe' });
  const held = new Map<string, string>();
  const asked: string[] = [];
  const identity = { key: readFileSync(keyFile), cert: readFileSync(caFile) };
  const server = createServer(identity, async (request, response) => {
    const { url = '', method } = request;
    asked.push(url);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (method === 'PUT') held.set(url, body);
    const found = held.get(url);
    response.writeHead(method === 'PUT' ? 201 : found ? 200 : 404).end(method === 'PUT' ? '' : found);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    address: `https://localhost:${(server.address() as AddressInfo).port}/{id}`,
    caFile,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const AIOSMTPD = '/usr/bin/aiosmtpd';
export const cannotRunMailHost = existsSync(AIOSMTPD) ? null : `${AIOSMTPD} is absent`;

/** A real mail host that knows no STARTTLS, at the given address; prints each mail that it takes. */
export async function openPlainMailHost(
  address: string,
): Promise<{ readonly url: string; said(): string; close(): void }> {
  const port = await freePort();
  const child = spawn(AIOSMTPD, ['-n', '-l', `${address}:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  const close = () => void child.kill('SIGKILL');
  await until(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, address, () => resolve(true)).once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      }),
    () => `the mail host does not serve: ${said}`,
  ).catch((error: unknown) => {
    close();
    throw error;
  });
  return { url: `smtp://${address}:${port}`, said: () => said, close };
}

const BINDFS = '/usr/bin/bindfs';
export const cannotMountShare = [BINDFS, '/dev/fuse'].every(existsSync) ? null : 'bindfs or /dev/fuse is absent';

/** A folder on a file system of its own, whose server can be made to hang: every call on it then hangs in the kernel. */
export interface Share {
  readonly folder: string;
  /** The same folder, as the server's own disk has it. */
  readonly behind: string;
  hang(): void;
  goOn(): void;
  close(): Promise<void>;
}

export async function mountShare(at: string): Promise<Share> {
  const [folder, behind] = [join(at, 'share'), join(at, 'behind')];
  for (const each of [folder, behind]) mkdirSync(each);
  const server: ChildProcess = spawn(BINDFS, ['-f', '--no-allow-other', behind, folder], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const isMounted = () => readFileSync('/proc/self/mounts', 'utf8').includes(` ${folder} `);
  await until(
    async () => isMounted(),
    () => `${BINDFS} does not serve`,
  );
  return {
    folder,
    behind,
    hang: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
    async close() {
      server.kill('SIGCONT');
      server.kill('SIGTERM');
      await ended;
      if (isMounted()) execFileSync('umount', ['-l', folder]);
    },
  };
}

/** A disk of its own with so many bytes, in the place of the folder; the namespace takes it away at its end, too. */
export function mountSmallDisk(folder: string, bytes: number): { close(): void } {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'small-disk', folder]);
  return { close: () => void execFileSync('umount', ['-l', folder]) };
}

async function until(holds: () => Promise<boolean>, problem: () => string): Promise<void> {
  for (const givenUpAtMs = performance.now() + READY_WITHIN_MS; !(await holds()); await wait(20))
    if (performance.now() > givenUpAtMs) throw new Error(problem());
}
