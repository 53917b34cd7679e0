import { stat } from 'node:fs/promises';
import { runCommand } from '../run-command.ts';

const FILES_AT_ONCE = 64;
const NAMES_AT_ONCE = 500;
const ANSWER_MS = 10_000;
/** Of a line of passwd(5), more than any is long. */
const LINE_CHARACTERS = 2_000;

/** By name where the system or its directory service knows the number, else the number. */
export async function fileOwners(paths: readonly string[]): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for (let at = 0; at < paths.length; at += FILES_AT_ONCE) {
    const batch = paths.slice(at, at + FILES_AT_ONCE);
    ids.push(
      ...(await Promise.all(
        batch.map((path) =>
          stat(path).then(
            ({ uid }) => `${uid}`,
            () => null,
          ),
        ),
      )),
    );
  }
  const names = await namesOf([...new Set(ids.filter((id) => id !== null))]);
  return ids.map((id) => (id === null ? null : (names.get(id) ?? id)));
}

/** Asks by getent(1), and so whatever nsswitch.conf(5) names; exit code 2: some are not known. */
async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
    const asked = ids.slice(at, at + NAMES_AT_ONCE);
    const mostCharacters = asked.length * LINE_CHARACTERS;
    const end = await runCommand('getent', ['passwd', ...asked], ANSWER_MS, { mostCharacters });
    for (const line of end.kind === 'ended' ? end.said.split('\n') : []) {
      const [name = '', , id = ''] = line.split(':');
      names.set(id, name);
    }
  }
  return names;
}
