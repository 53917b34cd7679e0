import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { IncidentState } from '../../electron/features/incident/incident-state.ts';
import type { Desk } from './desk.ts';
import { zh } from './words.ts';

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
