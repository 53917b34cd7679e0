const OFFSET = new Map<string, Intl.DateTimeFormat>();

/** ISO 8601 with the zone's offset at that moment, to the second: `2026-11-23T14:32:05+08:00`. */
export function isoTime(timeMs: number, timeZone: string): string {
  let format = OFFSET.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    OFFSET.set(timeZone, format);
  }
  const name = format.formatToParts(timeMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  // `GMT+08:00`; plain `GMT` for none. Old zones had seconds too (`GMT-00:01:15`), which ISO 8601 leaves out.
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(timeMs + offsetMs).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}

/** The day in that zone: `2026-11-23`. */
export const dayOf = (timeMs: number, timeZone: string): string => isoTime(timeMs, timeZone).slice(0, 10);
