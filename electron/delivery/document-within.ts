/**
 * The document within what a store holds or answers: `_source` of a search engine, less the names that a store adds.
 * undefined: no object at all.
 */
export function documentWithin(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { _source: source = value } = value as { _source?: object | null };
  if (typeof source !== 'object' || source === null) return undefined;
  return Object.fromEntries(Object.entries(source).filter(([name]) => !name.startsWith('_')));
}

/** The same of JSON as it came. undefined: not JSON, or no object. */
export function documentIn(text: string): object | undefined {
  try {
    return documentWithin(JSON.parse(text));
  } catch {
    return undefined;
  }
}
