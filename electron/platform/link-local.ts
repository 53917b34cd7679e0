/** IPv4 169.254.0.0/16 (RFC 3927) and IPv6 fe80::/10 (RFC 4291): every link has them, so they tell no network. */
export function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.') || /^fe[89ab][0-9a-f]:/i.test(address);
}
