import { describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '../../fixtures/scenarios.ts';

vi.mock('electron', () => ({ app: { isPackaged: true, getAppPath: () => '/app' } }));
const { applyStartAtSignIn, isNewlyManaged, keepStartAtSignIn, startsAtSignIn } = await import(
  '../../../electron/shell/sign-in-start.ts'
);

/** The system's entry in memory; the real ones are tested in test/windows and test/unit/platform. */
function system(on: boolean) {
  const writes: [boolean, readonly string[]][] = [];
  return {
    writes,
    startAtSignIn: {
      read: () => on,
      write: (wanted: boolean, command: readonly string[]) => {
        writes.push([wanted, command]);
      },
    },
  };
}

describe('starting at sign-in', () => {
  it('is set up hidden, with the program itself', () => {
    const { startAtSignIn, writes } = system(false);
    applyStartAtSignIn(startAtSignIn, true);
    expect(writes).toEqual([[true, [process.execPath, '--hidden']]]);
  });

  it('stays off where the person switched it off in the system', () => {
    const { startAtSignIn, writes } = system(false);
    keepStartAtSignIn(startAtSignIn, true, false);
    expect(writes).toEqual([]);
  });

  it('is put back where the agency asks for it', () => {
    const { startAtSignIn, writes } = system(false);
    keepStartAtSignIn(startAtSignIn, true, true);
    expect(writes).toHaveLength(1);
  });

  it('gets the present command at each start while it is on', () => {
    const { startAtSignIn, writes } = system(true);
    keepStartAtSignIn(startAtSignIn, true, false);
    expect(writes).toHaveLength(1);
  });

  it('is taken away only where it is there', () => {
    const off = system(false);
    applyStartAtSignIn(off.startAtSignIn, false);
    expect(off.writes).toEqual([]);
    const on = system(true);
    applyStartAtSignIn(on.startAtSignIn, false);
    expect(on.writes).toEqual([[false, [process.execPath, '--hidden']]]);
  });

  it('says which setting the system refused', () => {
    const startAtSignIn = {
      read: () => false,
      write: () => {
        throw new Error('EROFS');
      },
    };
    expect(() => applyStartAtSignIn(startAtSignIn, true)).toThrow(
      expect.objectContaining({ code: 'cannot-save', field: 'startAtSignIn' }),
    );
  });

  it('is put into force while the app runs where the agency newly sets it, and only then', () => {
    const { settings } = SCENARIOS.ok;
    const view = (source: 'managed' | 'last-good' | 'you', startAtSignIn: boolean) => ({
      ...settings,
      values: { ...settings.values, startAtSignIn },
      sources: { ...settings.sources, startAtSignIn: source },
    });
    expect(isNewlyManaged(view('you', true), view('managed', true))).toBe(true);
    expect(isNewlyManaged(view('managed', true), view('managed', false))).toBe(true);
    // Else what the person switched off in the system would come back with each other setting.
    expect(isNewlyManaged(view('managed', true), view('managed', true))).toBe(false);
    expect(isNewlyManaged(view('you', true), view('you', false))).toBe(false);
    expect(isNewlyManaged(view('managed', true), view('last-good', true))).toBe(false);
  });

  it('is told as the system has it, and as unknown where the system does not say', () => {
    expect(startsAtSignIn(system(true).startAtSignIn)).toBe(true);
    expect(startsAtSignIn(system(false).startAtSignIn)).toBe(false);
    const read = () => {
      throw new Error('access denied');
    };
    expect(startsAtSignIn({ read, write: () => {} })).toBeNull();
  });
});
