import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { IncidentState } from '../../electron/features/incident/incident-state.ts';
import type { Desk } from './desk.ts';
import { zh } from './words.ts';

/** Whom the incident's tests have the page name. */
export const HOTLINE = { name: '資安值班', phone: '03-3322101' };

export const standing = (page: Page) => page.getByTestId('standing');
export const phase = (page: Page, wanted: string) =>
  expect(standing(page)).toHaveAttribute('data-phase', wanted, { timeout: 15_000 });
export const codeOf = async (page: Page) => (await page.getByTestId('incident-code').textContent()) ?? '';

/** Restores by the page's one question, and waits until it is done. */
export async function restore(page: Page): Promise<void> {
  await page.getByRole('button', { name: zh('incident:action.restore') }).click();
  // The button that asks and the one that confirms bear the same word; only the question has this.
  await page.getByRole('radio', { name: zh('incident:restore.mistake') }).click();
  await page.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
  await phase(page, 'restored');
}

/** The incident as it stands on disk; null before the first press. */
export function stateOf(desk: Desk): IncidentState | null {
  const path = join(desk.userData, 'incident/incident.json');
  return existsSync(path) ? IncidentState.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** Resolves with the state on disk as soon as it holds. */
export async function untilState(desk: Desk, holds: (state: IncidentState) => boolean, withinMs = 10_000) {
  for (const givenUpAtMs = performance.now() + withinMs; ; await wait(1)) {
    const state = stateOf(desk);
    if (state && holds(state)) return state;
    if (performance.now() > givenUpAtMs) throw new Error(`not within ${withinMs} ms; it stands at ${state?.phase}`);
  }
}

/** Leaves an incident on disk as an earlier run would have, for the app that is started next. */
export function leaveIncident(desk: Desk, change: Partial<IncidentState>): IncidentState {
  const clickedAtMs = Date.now() - 86_400_000;
  const state = IncidentState.parse({
    schema: 1,
    phase: 'not-cut',
    turn: 4,
    phaseSinceMs: clickedAtMs + 2000,
    code: 'K7M-4Q2',
    firstId: '01M83QAGS21ZWA4AZRDZ311T47',
    drill: false,
    wantsCut: false,
    mayCut: true,
    remote: false,
    sendBeforeCutMs: 1500,
    timeZone: 'Asia/Taipei',
    clickedAtMs,
    cutAskedAtMs: null,
    confirmedAtMs: null,
    stillUpWhy: null,
    undo: null,
    upBefore: ['pc0'],
    adapters: [],
    lastLook: null,
    restoreAsked: false,
    restoreReason: null,
    restoredAtMs: null,
    detailsGiven: false,
    falseAlarm: false,
    told: [],
    unposted: [],
    ...change,
  } satisfies Record<
    keyof Omit<
      IncidentState,
      'cutTried' | 'othersSignedIn' | 'restoreTried' | 'offBefore' | 'answered' | 'released' | 'undoEarlier'
    >,
    unknown
  >);
  mkdirSync(join(desk.userData, 'incident'), { recursive: true });
  writeFileSync(join(desk.userData, 'incident/incident.json'), JSON.stringify(state));
  return state;
}

const CUT_LONG_AGO = { wantsCut: true, cutAskedAtMs: Date.now() - 86_400_000 + 1500 };

/** As earlier runs may leave one; where each start ends that finds it on a PC whose only adapter is up. */
export const LEFT = {
  interrupted: { phase: 'sending', wantsCut: true },
  'still-up': { ...CUT_LONG_AGO, phase: 'cut-confirmed', confirmedAtMs: Date.now() - 86_000_000, lastLook: 'yes' },
  'restore-incomplete': {
    ...CUT_LONG_AGO,
    phase: 'restore-incomplete',
    upBefore: ['pc0', 'eth9'],
    restoreTried: {
      ways: [{ way: 'network-manager', outcome: 'refused', detail: 'PermissionDenied', adapters: [] }],
      unmanaged: null,
    },
  },
  restored: { ...CUT_LONG_AGO, phase: 'restored', restoredAtMs: Date.now() - 80_000_000 },
  'drill-done': { phase: 'drill-done', drill: true },
  'not-cut': {},
} as const satisfies Record<string, Partial<IncidentState>>;
