import { describe, expect, it } from 'vitest';
import type { IncidentState } from '../../../../electron/features/incident/incident-state.ts';
import { onEntry } from '../../../../electron/features/incident/phases.ts';

const CLICKED_AT_MS = 1_800_000_000_000;
const state = { turn: 3, firstId: '01', clickedAtMs: CLICKED_AT_MS, sendBeforeCutMs: 1500 } as IncidentState;

describe('the time that sending may take before the cut', () => {
  const boundAt = (atMs: number) =>
    onEntry.sending(state, atMs).flatMap((effect) => {
      if (effect.kind === 'send') return effect.boundMs;
      return effect.kind === 'wait' ? effect.ms : [];
    });

  it.each([
    ['is the whole of it where the disk was quick', 0, 1500],
    ['is what a slow disk has left of it', 400, 1100],
    ['is none where the disk took all of it', 1900, 0],
    ['is never more, though the clock was stepped back', -3_600_000, 1500],
  ])('%s', (_, savedAfterMs, leftMs) => {
    expect(boundAt(CLICKED_AT_MS + savedAfterMs)).toEqual([leftMs, leftMs]);
  });
});
