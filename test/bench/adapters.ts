import type { PrivateNetwork } from '../system/private-network.ts';

const ADAPTERS = 8;

/** Gives the private PC eight adapters in all, each with a link. Answers their names. */
export async function plugInAdapters(network: PrivateNetwork): Promise<string[]> {
  const more = Array.from({ length: ADAPTERS - 1 }, (_, index) => `pc${index + 1}`);
  for (const name of more) {
    await network.run('ip', ['link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}-end`]);
    await network.run('ip', ['link', 'set', name, 'up']);
    await network.run('ip', ['link', 'set', `${name}-end`, 'up']);
  }
  return ['pc0', ...more];
}
