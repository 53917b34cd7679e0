import type {
  ChannelName,
  ChannelStanding,
  DeliveryReason,
  DeliveryState,
  Handling,
  HistoryEntry,
  OutboxItem,
  StatusDocument,
} from '../contract/delivery.ts';
import { mergedOutcome } from './merged-outcome.ts';

/** Where a document stands on one channel, as the journal keeps it. */
export interface Standing {
  readonly place: string;
  readonly state: ChannelStanding['state'];
  readonly reason: DeliveryReason | null;
  readonly detail: string;
  readonly attempts: number;
  readonly atMs: number;
  /** Set before an attempt: after a crash in the midst of one nobody knows how far it came. */
  readonly mayHaveLeft: boolean;
  /** As far as this channel brings it: nothing more is tried there. */
  readonly isFinal: boolean;
}

/** One document of the outbox, as the journal keeps it: everything but the content. */
export interface ItemRecord {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  readonly createdAt: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly handling: Handling;
  readonly state: DeliveryState;
  readonly atMs: number;
  readonly standings: Readonly<Partial<Record<ChannelName, Standing>>>;
  readonly outcome: StatusDocument | null;
  /** ETag of the status document last read. */
  readonly statusTag: string | null;
  readonly history: readonly HistoryEntry[];
}

const DAY_MS = 86_400_000;
/** Enough for every state of every channel; what is cut off is the middle, never how it began. */
const HISTORY_MAX = 40;

/** The standing on one channel replaced; the whole document's state and history follow. */
export function withStanding(record: ItemRecord, channel: ChannelName, standing: Standing): ItemRecord {
  const standings = { ...record.standings, [channel]: standing };
  return settled({ ...record, standings }, standing.atMs, channel, standing.reason, standing.detail);
}

/** What a person, or the store for them, wrote about it, beside what was read of it before. */
export function withOutcome(
  record: ItemRecord,
  read: StatusDocument,
  statusTag: string | null,
  atMs: number,
): ItemRecord {
  const outcome = mergedOutcome(record.outcome, read);
  const words = (outcome.handled ?? outcome.refused ?? outcome.seen ?? outcome.received)?.words ?? '';
  return settled({ ...record, outcome, statusTag }, atMs, null, null, words);
}

function settled(
  record: ItemRecord,
  atMs: number,
  channel: ChannelName | null,
  reason: DeliveryReason | null,
  detail: string,
): ItemRecord {
  const state = stateOf(record);
  const last = record.history.findLast((entry) => entry.channel === channel) ?? record.history.at(-1);
  if (state === record.state && last?.reason === reason) return record;
  const history = [...record.history, { state, atMs, channel, reason, detail }];
  if (history.length > HISTORY_MAX) history.splice(HISTORY_MAX / 2, history.length - HISTORY_MAX);
  return { ...record, state, atMs: state === record.state ? record.atMs : atMs, history };
}

/** The furthest that any channel, or any person, has brought it. */
export function stateOf({ outcome, standings }: Pick<ItemRecord, 'outcome' | 'standings'>): DeliveryState {
  if (outcome?.handled) return 'handled';
  if (outcome?.refused) return 'refused';
  if (outcome?.seen) return 'seen';
  const states = Object.values(standings).map(({ state }) => state);
  if (outcome?.received || states.includes('received')) return 'received';
  if (states.includes('sent')) return 'sent';
  if (states.includes('queued') || states.includes('held')) return 'queued';
  return states.includes('refused') ? 'refused' : 'saved';
}

/** Nothing is deleted that anybody may have or may still wait for. */
export function isRemovable(record: ItemRecord, nowMs: number, keepDays: number): boolean {
  const standings = Object.values(record.standings);
  if (record.state === 'sent') return nowMs - record.atMs > keepDays * DAY_MS;
  return record.outcome === null && standings.every(({ mayHaveLeft }) => !mayHaveLeft);
}

/** It has arrived, and the managed time to keep a copy of it here is over. */
export function isPastRetention(record: ItemRecord, nowMs: number, retentionDays: number): boolean {
  const hasArrived = ['received', 'seen', 'handled'].includes(record.state) || record.outcome?.refused !== undefined;
  return hasArrived && nowMs - record.atMs > retentionDays * DAY_MS;
}

/** Where nothing more is tried, by a channel's own end or a person's word, another try changes nothing. */
function isRetryable({ standings, outcome }: ItemRecord): boolean {
  if (outcome?.handled || outcome?.refused) return false;
  return Object.values(standings).some(({ isFinal }) => !isFinal);
}

export function itemOf(record: ItemRecord, nowMs: number, keepDays: number): OutboxItem {
  const { standings, statusTag: _, ...rest } = record;
  const channels = Object.entries(standings).map(([channel, { mayHaveLeft: __, isFinal: ___, ...standing }]) => ({
    channel: channel as ChannelName,
    ...standing,
  }));
  const removable = isRemovable(record, nowMs, keepDays);
  return { ...rest, history: [...rest.history], channels, removable, retryable: isRetryable(record) };
}
