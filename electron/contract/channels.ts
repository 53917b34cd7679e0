/** Names on the wire, apart from the schemas, so that the preload need not carry those. */
export const callChannel = (feature: string, name: string): string => `call:${feature}.${name}`;
export const eventChannel = (feature: string, name: string): string => `event:${feature}.${name}`;

/** What the preload must know of the contract: which calls and events there are. */
export interface ApiNames {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** `feature.name` of the calls that take files: the page hands over `File` objects, never paths. */
  readonly withFiles: readonly string[];
  readonly events: Readonly<Record<string, readonly string[]>>;
}
