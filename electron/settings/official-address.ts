const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Is this host this very PC? Only then may the address be plain http (tests, a local collector). */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/**
 * What is wrong with the address template of the commission's figure, or null.
 * Anything in the host or sign-in part would let a name of an account choose the server.
 */
export function addressProblem(template: string): 'bad-value' | 'https-required' | null {
  for (const [, name] of template.matchAll(PLACEHOLDER)) if (name !== 'account' && name !== 'day') return 'bad-value';
  const filled = fillAddress(template, { account: 'account', day: '2000-01-01' });
  const other = fillAddress(template, { account: 'other', day: '2000-01-02' });
  if (!URL.canParse(filled) || !URL.canParse(other)) return 'bad-value';
  const url = new URL(filled);
  if (url.username !== '' || url.password !== '' || url.origin !== new URL(other).origin) return 'bad-value';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'bad-value';
  return isLoopback(url.hostname) ? null : 'https-required';
}

/** Fills `{account}` and `{day}`, each percent-encoded, so that neither can change the rest of the address. */
export function fillAddress(template: string, values: { readonly account: string; readonly day: string }): string {
  return template.replaceAll(PLACEHOLDER, (whole, name: string) =>
    name === 'account' ? encodeURIComponent(values.account) : name === 'day' ? encodeURIComponent(values.day) : whole,
  );
}
