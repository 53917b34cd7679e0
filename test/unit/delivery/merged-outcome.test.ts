import { describe, expect, it } from 'vitest';
import type { StatusDocument } from '../../../electron/contract/delivery.ts';
import { type ItemRecord, withOutcome } from '../../../electron/delivery/item-record.ts';

const ID = '01ARYZ6S410000000000000000';
const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00+08:00`;
const by = (minute: number, words = '') => ({ at: at(minute), by: '王小明', words });

const RECORD: ItemRecord = {
  id: ID,
  kind: 'incident',
  about: null,
  createdAt: at(0),
  bytes: 2,
  sha256: '',
  handling: { personal: false, urgent: false, mustGo: false },
  state: 'sent',
  atMs: 0,
  standings: {},
  outcome: null,
  statusTag: null,
  history: [],
};

/** The record after each of these was read, one after the other. */
const after = (...read: Omit<StatusDocument, 'schema' | 'id'>[]) =>
  read.reduce((record, steps, nth) => withOutcome(record, { schema: 1, id: ID, ...steps }, `"${nth}"`, nth), RECORD);
const states = ({ history }: ItemRecord) => history.map(({ state }) => state);

describe('an older copy of a status document', () => {
  it('does not take back that a person has seen it', () => {
    const record = after({ received: { at: at(1) }, seen: by(5) }, { received: { at: at(1) } });
    expect(record.state).toBe('seen');
    expect(states(record)).toEqual(['seen']);
    expect(record.outcome).toMatchObject({ received: { at: at(1) }, seen: by(5) });
    // The next question is about the copy that was read last.
    expect(record.statusTag).toBe('"1"');
  });

  it('takes nothing back that was handled or refused later, whatever a machine wrote since', () => {
    expect(after({ seen: by(5), handled: by(9) }, { received: { at: at(20) }, seen: by(5) }).state).toBe('handled');
    expect(after({ seen: by(5), handled: by(5) }, { seen: by(5) }).state).toBe('handled');
    expect(after({ refused: by(9) }, { handled: by(5) })).toMatchObject({
      state: 'refused',
      outcome: { refused: by(9) },
    });
    expect(after({ handled: by(9) }, { refused: by(5) }).outcome).toEqual({ schema: 1, id: ID, handled: by(9) });
  });

  it('does not bring back earlier words', () => {
    expect(after({ seen: by(5, 'later') }, { seen: by(4, 'earlier') }).outcome?.seen).toEqual(by(5, 'later'));
  });

  it('is told by the moment, in whatever zone it was written', () => {
    const handled = { ...by(0), at: '2026-11-23T06:09:00Z' };
    expect(after({ handled }, { refused: by(8) }).state).toBe('handled');
  });
});

describe('a newer status document', () => {
  it('may refuse what was handled, and handle what was refused', () => {
    expect(after({ handled: by(5) }, { refused: by(9) }).state).toBe('refused');
    expect(after({ refused: by(5) }, { handled: by(9) }).state).toBe('handled');
  });

  it('may take a decision back, by a person’s later word', () => {
    const record = after({ seen: by(4), handled: by(5, 'wrong one') }, { seen: by(9, 'still open') });
    expect(record).toMatchObject({ state: 'seen', outcome: { seen: by(9, 'still open') } });
    expect(record.outcome?.handled).toBeUndefined();
  });

  it('may put other words to the same time', () => {
    expect(after({ handled: by(5, 'one') }, { handled: by(5, 'other') }).outcome?.handled).toEqual(by(5, 'other'));
  });

  it('that names only its last step leaves the earlier ones', () => {
    const record = after({ received: { at: at(1) } }, { seen: by(5) }, { handled: by(9) });
    expect(record.outcome).toMatchObject({ received: { at: at(1) }, seen: by(5), handled: by(9) });
    expect(states(record)).toEqual(['received', 'seen', 'handled']);
  });
});
