import { describe, expect, it } from 'vitest';
import { signInStartNote } from '../../../../../renderer/features/settings/sign-in-start.ts';
import { wordsOf } from '../../words.ts';

const installed = (startsAtSignIn: boolean | null) => ({ isPackaged: true, startsAtSignIn });
const clone = (startsAtSignIn: boolean | null) => ({ isPackaged: false, startsAtSignIn });

describe('the note beside "start at sign-in"', () => {
  it('is silent where the system does as set', () => {
    for (const on of [true, false])
      for (const locked of [true, false])
        for (const info of [installed(on), clone(on)]) expect(signInStartNote(on, locked, info)).toBeNull();
  });

  it('says that the system’s own list has it off, and who can turn it on', () => {
    expect(signInStartNote(true, false, installed(false))).toBe('offInSystem');
    expect(signInStartNote(true, true, installed(false))).toBe('offInSystemLocked');
  });

  it('says that a clone is not started until that is asked for', () => {
    expect(signInStartNote(true, false, clone(false))).toBe('clone');
    expect(signInStartNote(true, true, clone(false))).toBe('cloneLocked');
  });

  it('says that the system still starts what is set to be off', () => {
    for (const info of [installed(true), clone(true)]) expect(signInStartNote(false, false, info)).toBe('onInSystem');
  });

  it('never takes a list that cannot be read for on or off', () => {
    for (const on of [true, false]) expect(signInStartNote(on, false, installed(null))).toBe('unknown');
  });

  it('has words in both languages', async () => {
    const notes = ['offInSystem', 'offInSystemLocked', 'onInSystem', 'clone', 'cloneLocked', 'unknown'] as const;
    for (const language of ['zh-TW', 'en'] as const) {
      const { t } = await wordsOf(language);
      for (const note of notes) expect(t(`settings:personal.signInStart.${note}`)).not.toContain('signInStart');
    }
  });
});
