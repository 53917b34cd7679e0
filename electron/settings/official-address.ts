const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Is this host this very PC? Only then may the address be plain http (tests, a local collector). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/**
 * What is wrong with an address template, or null. `names`: the placeholders that it may hold.
 * Anything in the host or sign-in part would let a name of an account choose the server.
 */
export function addressProblem(
  template: string,
  names: readonly string[] = ['account', 'day'],
): 'bad-value' | 'https-required' | null {
  for (const [, name = ''] of template.matchAll(PLACEHOLDER)) if (!names.includes(name)) return 'bad-value';
  const filledWith = (text: string) => fillAddress(template, Object.fromEntries(names.map((name) => [name, text])));
  const [filled, other] = [filledWith('one'), filledWith('other')];
  if (!URL.canParse(filled) || !URL.canParse(other)) return 'bad-value';
  const url = new URL(filled);
  if (url.username !== '' || url.password !== '' || url.origin !== new URL(other).origin) return 'bad-value';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'bad-value';
  return isLoopback(url.hostname) ? null : 'https-required';
}

/** Fills the placeholders that `values` names, each percent-encoded, so that none can change the rest of the address. */
export function fillAddress(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : whole,
  );
}
