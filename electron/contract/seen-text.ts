/** Controls, formats (bidi marks, zero-width signs) and line separators. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text that came from others as a reader may be shown it: what a terminal would obey, what turns or parts a line, and
 * what nobody can see stands as its code: `[U+202E]`.
 */
export function seenText(text: string): string {
  return text.replace(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
