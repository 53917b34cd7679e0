import type { PrivateNetwork } from '../system/private-network.ts';

const ADAPTERS = 8;

/** Gives the private PC eight adapters in all, each with a link to the peer. Answers their names. */
export async function plugInAdapters(network: PrivateNetwork): Promise<string[]> {
  const more = Array.from({ length: ADAPTERS - 1 }, (_, index) => `pc${index + 1}`);
  for (const name of more) {
    // Made from the peer's side, so that the far ends are not among the PC's own adapters.
    const pair = ['link', 'add', `${name}-end`, 'type', 'veth', 'peer', 'name', name, 'netns', String(network.pid)];
    await network.runOnPeer('ip', pair);
    await network.run('ip', ['link', 'set', name, 'up']);
    await network.runOnPeer('ip', ['link', 'set', `${name}-end`, 'up']);
  }
  return ['pc0', ...more];
}
