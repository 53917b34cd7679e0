import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentState } from '../../../../electron/features/incident/incident-state.ts';
import { stateFile } from '../../../../electron/features/incident/state-file.ts';
import { IncidentWorld } from './incident-world.ts';

const HELD = Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
const held = vi.hoisted(() => ({ reading: false, renaming: false }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    readFileSync: (...asked: Parameters<typeof real.readFileSync>) => {
      if (held.reading && String(asked[0]).endsWith('incident.json')) throw HELD;
      return real.readFileSync(...asked);
    },
    renameSync: (from: string, to: string) => {
      if (held.renaming) throw HELD;
      real.renameSync(from, to);
    },
  };
});

let folder: string;
let first: IncidentState;
let second: IncidentState;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  [first, second] = [await someState(), await someState()];
});
afterEach(() => {
  Object.assign(held, { reading: false, renaming: false });
  rmSync(folder, { recursive: true, force: true });
});

async function someState(): Promise<IncidentState> {
  const world = new IncidentWorld();
  await world.service.start();
  await world.press();
  return JSON.parse(world.disk ?? '');
}
const onDisk = () => JSON.parse(readFileSync(join(folder, 'incident.json'), 'utf8'));

describe('the state of an incident on disk', () => {
  beforeEach(() => stateFile(folder).write(first));

  it('is read once, and then written over', async () => {
    const store = stateFile(folder);
    expect([store.read(), store.read()]).toEqual([{ kind: 'value', value: first }, { kind: 'absent' }]);
    await store.write(second);
    expect([onDisk().code, readdirSync(folder)]).toEqual([second.code, ['incident.json']]);
  });

  it('that is held by another program is put aside and not written over, and read there', async () => {
    const store = stateFile(folder);
    held.reading = true;
    expect(() => store.read()).toThrow('EBUSY');
    await store.write(second);
    held.reading = false;
    expect([onDisk().code, readdirSync(folder)]).toEqual([
      second.code,
      ['incident.json', expect.stringMatching(/^incident\.json\.unread-\d+$/)],
    ]);
    expect([store.read(), store.read()]).toEqual([{ kind: 'value', value: first }, { kind: 'absent' }]);
    await store.write(second);
    expect(readdirSync(folder)).toEqual(['incident.json']);
  });

  it('that was put aside is read by the next start as well, after the newest', async () => {
    const store = stateFile(folder);
    held.reading = true;
    expect(() => store.read()).toThrow('EBUSY');
    await store.write(second);
    held.reading = false;
    const later = stateFile(folder);
    const read = [later.read(), later.read(), later.read()];
    expect(read.map((each) => each.kind === 'value' && each.value.code)).toEqual([second.code, first.code, false]);
  });

  it('that can neither be read nor moved is not written over, and the writer is told', async () => {
    const store = stateFile(folder);
    Object.assign(held, { reading: true, renaming: true });
    expect(() => store.read()).toThrow('EBUSY');
    await expect(store.write(second)).rejects.toThrow('EBUSY');
    Object.assign(held, { reading: false, renaming: false });
    expect([onDisk().code, store.read()]).toEqual([first.code, { kind: 'value', value: first }]);
    await store.write(second);
    expect([onDisk().code, readdirSync(folder)]).toEqual([second.code, ['incident.json']]);
  });
});
