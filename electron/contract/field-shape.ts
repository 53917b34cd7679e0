/** A document's JSON object, whatever its kind: how pages and mails put it into words. */
export type Body = Readonly<Record<string, unknown>>;

/** What a document says of a thing that may not be known. */
export type Stated =
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly why: string };

/** null: no such statement. */
export function statedAs(value: unknown): Stated | null {
  if (!isBody(value) || Object.keys(value).length !== 2) return null;
  if (value.kind === 'known' && 'value' in value) return { kind: 'known', value: value.value };
  return value.kind === 'unknown' && typeof value.why === 'string' ? { kind: 'unknown', why: value.why } : null;
}

/** The list as rows, one an object; null where it is not one of objects. */
export function rowsIn(list: readonly unknown[]): readonly Body[] | null {
  return list.every((item): item is Body => isBody(item) && statedAs(item) === null) ? list : null;
}

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
