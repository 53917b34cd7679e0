import { describe, expect, it } from 'vitest';
import { labelBetween, labellerFor } from '../../../../electron/features/usage/network-label.ts';

const facts = (addresses: string[], dnsSuffixes: string[] | null = []) => ({ key: 'lan', addresses, dnsSuffixes });
const network = (addressRanges: string[], dnsSuffixes: string[] = []) => ({ name: 'city', addressRanges, dnsSuffixes });

describe('the label of a network', () => {
  it('is municipal everywhere while no list is set', () => {
    expect(labellerFor([])(facts([]))).toBe('municipal');
  });

  it('is municipal within a range, IPv4 or IPv6, and elsewhere outside', () => {
    const label = labellerFor([network(['10.20.0.0/15', '2001:db8:20::/48'])]);
    expect(label(facts(['10.21.255.255']))).toBe('municipal');
    expect(label(facts(['10.22.0.0']))).toBe('elsewhere');
    expect(label(facts(['2001:db8:20:ffff::1']))).toBe('municipal');
    expect(label(facts(['2001:db8:21::1', '192.168.1.2']))).toBe('elsewhere');
  });

  it('asks for both conditions where an entry gives both, and for any one entry', () => {
    const label = labellerFor([network(['10.0.0.0/8'], ['tycg.gov.tw']), network([], ['school.tyc.edu.tw'])]);
    expect(label(facts(['10.0.0.9'], ['pc.tycg.gov.tw']))).toBe('municipal');
    expect(label(facts(['10.0.0.9'], ['home.lan']))).toBe('elsewhere');
    expect(label(facts(['10.0.0.9'], ['eviltycg.gov.tw']))).toBe('elsewhere');
    expect(label(facts(['192.0.2.1'], ['school.tyc.edu.tw']))).toBe('municipal');
  });

  it('is unknown where only unreadable suffixes could tell, but elsewhere where the range already tells', () => {
    const label = labellerFor([network(['10.0.0.0/8'], ['tycg.gov.tw'])]);
    expect(label(facts(['10.0.0.9'], null))).toBe('unknown');
    expect(label(facts(['192.0.2.1'], null))).toBe('elsewhere');
  });

  it('is never municipal by an entry that names nothing', () => {
    expect(labellerFor([network([])])(facts(['10.0.0.9']))).toBe('elsewhere');
  });

  it('is unknown for what was moved while the network changed, unless there was none at one end', () => {
    expect(labelBetween('municipal', 'municipal')).toBe('municipal');
    expect(labelBetween('municipal', 'elsewhere')).toBe('unknown');
    expect(labelBetween('none', 'municipal')).toBe('municipal');
    expect(labelBetween('elsewhere', 'none')).toBe('elsewhere');
    expect(labelBetween('none', 'none')).toBe('unknown');
  });
});
