import { describe, expect, it } from 'vitest';
import { launchPlan } from '../../../electron/dev/launch-plan.mjs';

describe('what `npm start` runs', () => {
  it('opens the window where there is a display, X11 or Wayland', () => {
    for (const env of [{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }])
      expect(launchPlan([], 'linux', env)).toEqual({ args: [], lacksDisplay: false });
  });

  it('gives the answer as text where Linux has no display', () => {
    expect(launchPlan([], 'linux', {})).toEqual({ args: ['--status'], lacksDisplay: true });
    expect(launchPlan([], 'linux', { DISPLAY: '' }).lacksDisplay).toBe(true);
  });

  it('keeps the data folder and drops --hidden when it falls back to text', () => {
    const plan = launchPlan(['--hidden', '--user-data-dir=/data'], 'linux', {});
    expect(plan).toEqual({ args: ['--user-data-dir=/data', '--status'], lacksDisplay: true });
  });

  it('passes a command through as it is, display or not', () => {
    const args = ['--status', '--json', '--user-data-dir=/data'];
    expect(launchPlan(args, 'linux', {})).toEqual({ args, lacksDisplay: false });
    expect(launchPlan(['--nonsense'], 'linux', {})).toEqual({ args: ['--nonsense'], lacksDisplay: false });
  });

  it('never looks for a Linux display on another system', () => {
    expect(launchPlan([], 'win32', {})).toEqual({ args: [], lacksDisplay: false });
    expect(launchPlan([], 'darwin', {})).toEqual({ args: [], lacksDisplay: false });
  });
});
