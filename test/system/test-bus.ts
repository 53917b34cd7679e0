import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type MessageBus } from 'dbus-native';

/** A message bus of the reference implementation (dbus-daemon) for one test, on which anybody may own any name. */
export interface TestBus {
  readonly address: string;
  /** A connection that owns `name`. */
  serve(name: string): Promise<MessageBus>;
  close(): Promise<void>;
}

const CONFIGURATION = (
  folder: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=${folder}/bus</listen>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
    <allow send_requested_reply="true"/><allow receive_requested_reply="true"/><allow receive_type="signal"/>
  </policy>
</busconfig>`;

export async function openTestBus(): Promise<TestBus> {
  const folder = await mkdtemp(join(tmpdir(), 'citynet-bus-'));
  await writeFile(join(folder, 'bus.conf'), CONFIGURATION(folder));
  const daemon = spawn('dbus-daemon', ['--nofork', '--print-address', `--config-file=${folder}/bus.conf`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = (await firstLine(daemon)).trim();
  const buses: MessageBus[] = [];
  return {
    address,
    async serve(name) {
      const bus = createClient({ busAddress: address });
      buses.push(bus);
      const registration = await bus.ownName(name);
      if (!registration.isPrimaryOwner) throw new Error(`the bus did not give ${name}`);
      return bus;
    },
    async close() {
      await Promise.all(buses.map((bus) => bus.close()));
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${code}`)));
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
}
