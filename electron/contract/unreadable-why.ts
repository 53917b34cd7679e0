/** Why a taken file could not be read: what its finding `unreadable` has as detail, where it is not the system's code. */
export const UNREADABLE_WHYS = ['gone', 'no-access', 'in-use', 'changing', 'no-answer'] as const;
export type UnreadableWhy = (typeof UNREADABLE_WHYS)[number];

/** null: there are no more words for it than for the finding itself. */
export function unreadableWhy({
  kind,
  detail,
}: {
  readonly kind: string;
  readonly detail: string;
}): UnreadableWhy | null {
  return (kind === 'unreadable' && UNREADABLE_WHYS.find((why) => why === detail)) || null;
}
