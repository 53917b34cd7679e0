import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate authority for one test, with what it issues, in one folder. */
export class TestAuthority {
  readonly folder: string;
  readonly name: string;

  constructor(folder: string, name: string) {
    this.folder = folder;
    this.name = name;
    const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/O=Test/CN=${name}`];
    this.#openssl(['req', ...made, '-keyout', `${name}.key`, '-out', `${name}.pem`]);
  }

  get file(): string {
    return join(this.folder, `${this.name}.pem`);
  }

  /** `NAME.pem` and `NAME.key`; valid as a server of that name too. */
  issue(name: string, subject = `/CN=${name}`): { pem: string; key: string } {
    const request = ['-newkey', 'rsa:2048', '-nodes', '-subj', subject, '-addext', `subjectAltName=DNS:${name}`];
    this.#openssl(['req', ...request, '-keyout', `${name}.key`, '-out', `${name}.csr`]);
    const by = ['-CA', `${this.name}.pem`, '-CAkey', `${this.name}.key`, '-CAcreateserial', '-copy_extensions', 'copy'];
    this.#openssl(['x509', '-req', '-in', `${name}.csr`, ...by, '-days', '2', '-out', `${name}.pem`]);
    return { pem: join(this.folder, `${name}.pem`), key: join(this.folder, `${name}.key`) };
  }

  /** Puts a certificate with its key into the NSS database of the account whose home `home` is, as its tools do. */
  giveTo(home: string, name: string): void {
    const database = `sql:${join(home, '.pki/nssdb')}`;
    mkdirSync(join(home, '.pki/nssdb'), { recursive: true });
    const run = (program: string, args: string[]) =>
      execFileSync(program, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    run('certutil', ['-d', database, '-N', '--empty-password']);
    const file = ['-in', `${name}.pem`, '-inkey', `${name}.key`, '-name', name, '-out', `${name}.p12`];
    this.#openssl(['pkcs12', '-export', ...file, '-passout', 'pass:test']);
    run('pk12util', ['-d', database, '-i', `${name}.p12`, '-W', 'test']);
  }

  #openssl(args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}
