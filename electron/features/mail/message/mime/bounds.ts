/** What reading one message may cost. What lies beyond is not read, and the report says so. */
export const MESSAGE_BOUNDS = {
  /** Of the file. */
  bytes: 64_000_000,
  /** Of one part's header block; a message that went through twenty servers has about 30 kB. */
  headerBytes: 1_000_000,
  /** Header fields of one part. */
  fields: 2_000,
  /** Of one field's value, in characters. */
  fieldLength: 20_000,
  /** Multiparts and messages within one another. */
  depth: 20,
  parts: 300,
  /** Of the text of one part that is judged, and of all of them. */
  textBytes: 2_000_000,
  allTextBytes: 6_000_000,
} as const;

/** What was left out and why, in no language: `header fields > 2000`. */
export type LeftOut = Set<string>;
