import { CallRefused } from '../../../contract/call-refused.ts';

/** Controls, formats (bidi marks, zero-width signs), line separators, private use: nothing that a name needs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;

export interface Person {
  readonly name: string;
  readonly employeeNumber: string;
}

/** As it will be signed: trimmed. Refuses with `bad-arguments` and the field that is empty or holds what nobody can see. */
export function personFrom({ name, employeeNumber }: Person): Person {
  return { name: shown(name, 'name'), employeeNumber: shown(employeeNumber, 'employeeNumber') };
}

function shown(value: string, field: keyof Person): string {
  const trimmed = value.trim();
  if (trimmed === '') throw new CallRefused('bad-arguments', 'empty', field);
  if (UNSEEN.test(trimmed)) throw new CallRefused('bad-arguments', 'holds a character that cannot be seen', field);
  return trimmed;
}

const NAME_MOST = 80;

/** What may be offered as the name: none where it is merely the account's, or could not be signed. */
export function offeredName(displayName: string | null, accountName: string): string {
  const name = displayName?.trim() ?? '';
  const isAccount = accountName.toLowerCase().split('\\').at(-1) === name.toLowerCase();
  return isAccount || UNSEEN.test(name) || name.length > NAME_MOST ? '' : name;
}
