/** Limits that both sides must know; apart from the schemas, so that the first page need not load zod for a number. */

/** The longest private note, in characters (UTF-16 code units, as `maxlength` counts them). */
export const NOTE_MAX_CHARACTERS = 500;
