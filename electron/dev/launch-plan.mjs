// @ts-check

/** Arguments that go with a window; any other is a command whose answer is text. */
const WITH_WINDOW = [/^--hidden$/, /^--user-data-dir=/];

/**
 * What to run. Without a display a window cannot be had, so its answer is given as text.
 * @param {readonly string[]} args
 * @param {NodeJS.Platform} osName
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ args: string[], lacksDisplay: boolean }}
 */
export function launchPlan(args, osName, env) {
  const hasDisplay = osName !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  const wantsWindow = args.every((arg) => WITH_WINDOW.some((pattern) => pattern.test(arg)));
  if (hasDisplay || !wantsWindow) return { args: [...args], lacksDisplay: false };
  return { args: [...args.filter((arg) => arg !== '--hidden'), '--status'], lacksDisplay: true };
}
