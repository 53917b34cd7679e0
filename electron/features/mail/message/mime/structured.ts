/** A stretch of a structured field's value (RFC 5322 3.2): what is said, a quoted string or a comment. */
export interface Stretch {
  readonly kind: 'plain' | 'quoted' | 'comment';
  /** As it stands there, with its quotation marks or parentheses. */
  readonly text: string;
}

/**
 * Comments nest and may hold anything; so may quoted strings, parentheses and semicolons too. In both a backslash takes
 * the next letter's meaning away. What is never closed reaches to the end.
 */
export function stretchesOf(value: string): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  while (at < value.length) {
    const kind = value[at] === '(' ? 'comment' : value[at] === '"' ? 'quoted' : 'plain';
    const end =
      kind === 'comment' ? endOfComment(value, at) : kind === 'quoted' ? endOfQuoted(value, at) : next(value, at);
    stretches.push({ kind, text: value.slice(at, end) });
    at = end;
  }
  return stretches;
}

function next(value: string, from: number): number {
  let at = from;
  while (at < value.length && value[at] !== '(' && value[at] !== '"') at++;
  return at;
}

function endOfQuoted(value: string, from: number): number {
  for (let at = from + 1; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '"') return at + 1;
  }
  return value.length;
}

function endOfComment(value: string, from: number): number {
  let depth = 0;
  for (let at = from; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '(') depth++;
    else if (value[at] === ')' && --depth === 0) return at + 1;
  }
  return value.length;
}

/** A comment stands for white space (RFC 5322 3.2.2). */
export const withoutComments = (value: string): string =>
  stretchesOf(value)
    .map(({ kind, text }) => (kind === 'comment' ? ' ' : text))
    .join('');

/** What stands between semicolons, those within quoted strings being none; without comments. */
export function clausesOf(value: string): string[] {
  const clauses = [''];
  for (const { kind, text } of stretchesOf(value)) {
    const [first = '', ...others] = kind === 'comment' ? [' '] : kind === 'quoted' ? [text] : text.split(';');
    clauses[clauses.length - 1] += first;
    clauses.push(...others);
  }
  return clauses;
}
