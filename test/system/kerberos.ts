import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './store-servers.ts';

const REALM = 'DESK.TEST';
const PASSWORD = 'test';
const WAIT_MS = 10_000;
const PROGRAMS = ['/usr/sbin/krb5kdc', '/usr/sbin/kadmin.local', '/usr/sbin/kdb5_util', '/usr/bin/kinit'];

/** A real Kerberos realm on this PC's loopback, with one account, `wang`, and the service `HTTP/localhost`. */
export class TestRealm {
  static readonly cannotRun =
    PROGRAMS.filter((path) => !existsSync(path)).map((path) => `${path} is absent`)[0] ?? null;
  readonly folder: string;
  private child: ChildProcess | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What a process of the realm needs in its environment; `cache` names its tickets. */
  environment(cache: string): Record<string, string> {
    return { ...this.#environment, KRB5CCNAME: `FILE:${join(this.folder, cache)}` };
  }

  get keytab(): string {
    return join(this.folder, 'http.keytab');
  }

  async start(): Promise<void> {
    const port = await freePort();
    const at = (name: string) => join(this.folder, name);
    writeFileSync(
      at('krb5.conf'),
      `[libdefaults]
default_realm = ${REALM}
dns_lookup_kdc = false
dns_canonicalize_hostname = false
rdns = false
[realms]
${REALM} = {
  kdc = 127.0.0.1:${port}
}
[domain_realm]
localhost = ${REALM}
`,
    );
    writeFileSync(
      at('kdc.conf'),
      `[kdcdefaults]
kdc_listen = 127.0.0.1:${port}
kdc_tcp_listen = 127.0.0.1:${port}
[realms]
${REALM} = {
  database_name = ${at('principals')}
  key_stash_file = ${at('stash')}
}
[logging]
kdc = FILE:${at('kdc.log')}
`,
    );
    this.#run('/usr/sbin/kdb5_util', ['create', '-s', '-r', REALM, '-P', PASSWORD]);
    for (const query of [
      `addprinc -pw ${PASSWORD} wang`,
      'addprinc -randkey HTTP/localhost',
      `ktadd -k ${this.keytab} HTTP/localhost`,
    ])
      this.#run('/usr/sbin/kadmin.local', ['-r', REALM, '-q', query]);
    // Apache's children serve as another user than root.
    chmodSync(this.keytab, 0o644);
    this.child = spawn('/usr/sbin/krb5kdc', ['-n', '-r', REALM, '-P', at('kdc.pid')], {
      env: { ...process.env, ...this.#environment },
      stdio: 'ignore',
    });
    const givenUpAtMs = performance.now() + WAIT_MS;
    while (!(await answers(port))) {
      if (this.child.exitCode !== null || performance.now() > givenUpAtMs) throw new Error('krb5kdc does not serve');
      await wait(20);
    }
  }

  /** Signs `wang` in, as a domain sign-in would. */
  signIn(cache: string): void {
    const env = { ...process.env, ...this.environment(cache) };
    execFileSync('/usr/bin/kinit', ['wang'], { env, input: `${PASSWORD}\n`, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }

  get #environment(): Record<string, string> {
    return { KRB5_CONFIG: join(this.folder, 'krb5.conf'), KRB5_KDC_PROFILE: join(this.folder, 'kdc.conf') };
  }

  #run(program: string, args: readonly string[]): void {
    execFileSync(program, args, { env: { ...process.env, ...this.#environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
