import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A real server on this PC's loopback, on a port and in a folder of its own. */
export interface StoreServer {
  readonly name: string;
  /** null: this machine can run it; else why not. */
  readonly cannotRun: string | null;
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Everything that it holds, by id, as its disk or its own list has it. */
  documents(): Promise<Map<string, string>>;
  /** Address template for a document. */
  address(place?: string): string;
  dispose(): Promise<void>;
}

const WAIT_MS = 15_000;

class Server implements StoreServer {
  readonly name: string;
  readonly cannotRun: string | null;
  readonly folder = mkdtempSync(join(tmpdir(), 'store-'));
  port = 0;
  private readonly command: (server: Server) => readonly string[];
  private readonly read: (server: Server) => Promise<Map<string, string>>;
  private readonly path: (place: string) => string;
  private child: ChildProcess | null = null;
  private readonly origin: string;
  private readonly environment: Readonly<Record<string, string>>;
  private said = '';

  constructor(parts: {
    name: string;
    origin?: string;
    environment?: Readonly<Record<string, string>>;
    program: string;
    command: (server: Server) => readonly string[];
    path: (place: string) => string;
    read: (server: Server) => Promise<Map<string, string>>;
  }) {
    this.name = parts.name;
    this.cannotRun = existsSync(parts.program) ? null : `${parts.program} is absent`;
    this.origin = parts.origin ?? 'http://127.0.0.1';
    this.environment = parts.environment ?? {};
    this.command = parts.command;
    this.path = parts.path;
    this.read = parts.read;
    // Apache's children serve as another user than root.
    chmodSync(this.folder, 0o777);
  }

  async start(): Promise<void> {
    this.port ||= await freePort();
    const [program = '', ...args] = this.command(this);
    const child = spawn(program, args, {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.said += chunk;
      });
    this.child = child;
    const givenUpAtMs = performance.now() + WAIT_MS;
    while (!(await this.answers())) {
      if (child.exitCode !== null || performance.now() > givenUpAtMs)
        throw new Error(`${this.name} does not serve: ${this.said}`);
      await wait(20);
    }
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  documents(): Promise<Map<string, string>> {
    return this.read(this);
  }

  address(place = 'documents'): string {
    return `${this.origin}:${this.port}${this.path(place)}`;
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/`).then(
      () => true,
      () => false,
    );
  }
}

/** Files below `www/documents`, as WebDAV keeps them. */
async function filesOf({ folder }: Server): Promise<Map<string, string>> {
  const documents = join(folder, 'www/documents');
  const names = readdirSync(documents).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.slice(0, -5), readFileSync(join(documents, name), 'utf8')]));
}

function makeWww({ folder }: Server): string {
  const documents = join(folder, 'www/documents');
  mkdirSync(documents, { recursive: true });
  for (const each of [join(folder, 'www'), documents]) chmodSync(each, 0o777);
  return join(folder, 'www');
}

export interface ApacheExtra {
  /** Without the port; `http://127.0.0.1` where left out. */
  readonly origin?: string;
  readonly modules?: readonly string[];
  readonly lines?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function apache({ origin, modules: more = [], lines = [], environment = {} }: ApacheExtra = {}): StoreServer {
  return new Server({
    name: 'Apache WebDAV',
    ...(origin && { origin }),
    environment,
    program: '/usr/sbin/apache2',
    path: (place) => `/${place}/{id}.json`,
    read: filesOf,
    command: (server) => {
      const www = makeWww(server);
      const modules = ['mpm_event', 'authz_core', 'dav', 'dav_fs', ...more];
      const config = [
        `ServerRoot ${server.folder}`,
        `Listen 127.0.0.1:${server.port}`,
        'ServerName localhost',
        ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
        ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
        `PidFile ${server.folder}/apache.pid`,
        `ErrorLog ${server.folder}/error.log`,
        `DavLockDB ${server.folder}/locks`,
        `DocumentRoot ${www}`,
        ...lines,
        `<Directory ${www}>`,
        '  Dav On',
        '  Require all granted',
        '</Directory>',
      ];
      writeFileSync(join(server.folder, 'apache.conf'), `${config.join('\n')}\n`);
      // One process, so that killing it kills all of it.
      return ['/usr/sbin/apache2', '-X', '-f', join(server.folder, 'apache.conf')];
    },
  });
}

export function nginx(): StoreServer {
  return new Server({
    name: 'nginx WebDAV',
    program: '/usr/sbin/nginx',
    path: (place) => `/${place}/{id}.json`,
    read: filesOf,
    command: (server) => {
      const www = makeWww(server);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${server.folder}/${name};`,
      );
      writeFileSync(
        join(server.folder, 'nginx.conf'),
        `daemon off; master_process off; pid ${server.folder}/nginx.pid; error_log ${server.folder}/error.log;
events {}
http {
  access_log off; ${temporary.join(' ')}
  client_max_body_size 64k;
  server {
    listen 127.0.0.1:${server.port};
    root ${www};
    dav_methods PUT DELETE;
    location = /moved/ { return 302 http://127.0.0.1:${server.port}/documents/; }
    location /small/ { client_max_body_size 1; }
    location /elsewhere/ { return 302 http://127.0.0.1:${server.port}/documents/; }
  }
}
`,
      );
      return ['/usr/sbin/nginx', '-p', server.folder, '-c', join(server.folder, 'nginx.conf')];
    },
  });
}

export function couch(): StoreServer {
  return new Server({
    name: 'CouchDB-compatible server',
    program: process.execPath,
    path: (place) => `/${place === 'documents' ? 'desk' : place}/{id}`,
    command: (server) => [
      process.execPath,
      fileURLToPath(new URL('couch-server.mjs', import.meta.url)),
      String(server.port),
      join(server.folder, 'couch.jsonl'),
    ],
    read: async ({ port }) => {
      const answer = await fetch(`http://127.0.0.1:${port}/desk/_all_docs?include_docs=true`);
      const { rows } = (await answer.json()) as { rows: { id: string; doc: Record<string, unknown> }[] };
      const documents = rows.map(({ id, doc }): [string, string] => {
        // The first revision, and no other, says that it was written once.
        if (!String(doc._rev).startsWith('1-')) throw new Error(`${id} was written again: ${doc._rev}`);
        return [id, JSON.stringify(Object.fromEntries(Object.entries(doc).filter(([name]) => !name.startsWith('_'))))];
      });
      return new Map(documents);
    },
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
