const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');

/**
 * IPv4 (4 bytes) in figures, IPv6 (16 bytes, network order) in the short form of RFC 5952; an IPv4 address mapped into
 * IPv6 (RFC 4291, 2.5.5.2) as the IPv4 that travels. Throws a RangeError for any other length.
 */
export function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) throw new RangeError(`An address of ${bytes.length} bytes`);
  if (bytes.subarray(0, 12).equals(MAPPED)) return bytes.subarray(12).join('.');
  const groups = bytes.toString('hex').replace(/(....)(?!$)/g, '$1:');
  // The URL parser writes the short form.
  return new URL(`http://[${groups}]`).hostname.slice(1, -1);
}

/** `198.51.100.1:443` or `[2001:db8::1]:443` (RFC 3986, 3.2.2). */
export function endpointText(bytes: Buffer, port: number): string {
  const address = addressText(bytes);
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
