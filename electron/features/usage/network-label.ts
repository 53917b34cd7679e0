import { BlockList, isIP } from 'node:net';
import type { MunicipalNetwork } from '../../contract/settings.ts';
import type { NetworkLabel } from '../../contract/usage.ts';
import type { AdapterNetworkFacts } from '../../platform/platform.ts';

/** As `NetworkLabel`, with `none` for an adapter that has no address, over which nothing can have gone. */
export type AdapterLabel = NetworkLabel | 'none';

export type Labeller = (facts: AdapterNetworkFacts) => AdapterLabel;

/**
 * Reads the managed list once and labels adapters by it. An empty list takes every network as municipal.
 * Where a suffix is asked for and the system would not tell the adapter's suffixes, the answer is `unknown`.
 */
export function labellerFor(networks: readonly MunicipalNetwork[]): Labeller {
  if (networks.length === 0) return () => 'municipal';
  const tests = networks.map(testFor);
  return (facts) => {
    if (facts.addresses.length === 0) return 'none';
    const answers = tests.map((test) => test(facts));
    if (answers.includes('yes')) return 'municipal';
    return answers.includes('unknown') ? 'unknown' : 'elsewhere';
  };
}

/**
 * The label of what was moved between two looks. A network that changed in between leaves it unknown;
 * an adapter that had no address at one end can only have used the network of the other.
 */
export function labelBetween(start: AdapterLabel, end: AdapterLabel): NetworkLabel {
  if (start === 'none') return end === 'none' ? 'unknown' : end;
  return end === 'none' || end === start ? start : 'unknown';
}

type Answer = 'yes' | 'no' | 'unknown';

function testFor(network: MunicipalNetwork): (facts: AdapterNetworkFacts) => Answer {
  const ranges = new BlockList();
  for (const range of network.addressRanges) {
    const [address = '', prefix = ''] = range.split('/');
    ranges.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  const suffixes = network.dnsSuffixes.map((suffix) => suffix.toLowerCase());
  const byAddress = network.addressRanges.length > 0;
  return ({ addresses, dnsSuffixes }) => {
    if (!byAddress && suffixes.length === 0) return 'no';
    if (byAddress && !addresses.some((address) => isWithin(ranges, address))) return 'no';
    if (suffixes.length === 0) return 'yes';
    if (dnsSuffixes === null) return 'unknown';
    return dnsSuffixes.some((own) => suffixes.some((suffix) => own === suffix || own.endsWith(`.${suffix}`)))
      ? 'yes'
      : 'no';
  };
}

function isWithin(ranges: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && ranges.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
