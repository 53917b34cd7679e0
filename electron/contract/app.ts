import { z } from 'zod';
import { IsoDate } from './iso-date.ts';
import { DayId } from './usage.ts';

/** What the shell can do on this PC, so that the page neither offers nor claims what is not there. */
export const AppInfo = z.strictObject({
  version: z.string(),
  electronVersion: z.string(),
  osName: z.string(),
  machineName: z.string(),
  accountName: z.string(),
  dataFolder: z.string(),
  /** False on Linux without a StatusNotifier host: closing then minimises. null: the desktop has not answered yet. */
  hasTray: z.boolean().nullable(),
  hasSystemUsagePage: z.boolean(),
  firstRunDone: z.boolean(),
  /** False in a run from a clone, which is entered for sign-in only where the person asks for it. */
  isPackaged: z.boolean(),
  /** What the system's own list of start-up programs says; null where it cannot be read. */
  startsAtSignIn: z.boolean().nullable(),
  /** The language that `system` stands for on this PC. */
  systemLanguage: z.enum(['zh-TW', 'en']),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** Something said once, until the person dismisses it. The words stand in `locales/`. */
export const Notice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ledger-recovered'), id: z.string(), setAside: z.string(), linesLost: z.int() }),
  z.strictObject({ kind: z.literal('notes-recovered'), id: z.string(), setAside: z.string() }),
  z.strictObject({ kind: z.literal('cannot-save'), id: z.string(), detail: z.string() }),
  z.strictObject({ kind: z.literal('notes-unreadable'), id: z.string(), detail: z.string() }),
  /** The state of the last incident is lost or out of reach, so that nobody here knows whether the app cut the network. */
  z.strictObject({
    kind: z.literal('incident-record-damaged'),
    id: z.string(),
    setAside: z.string(),
    restoreCommand: z.string(),
  }),
  z.strictObject({
    kind: z.literal('incident-record-unreadable'),
    id: z.string(),
    detail: z.string(),
    restoreCommand: z.string(),
  }),
  z.strictObject({ kind: z.literal('nothing-to-restore'), id: z.string() }),
  /** The yearly reminder to try the red button without cutting. */
  z.strictObject({ kind: z.literal('drill-due'), id: z.string() }),
  z.strictObject({ kind: z.literal('closes-to-tray'), id: z.string() }),
  z.strictObject({ kind: z.literal('closes-to-minimised'), id: z.string() }),
  /** `daysLeft`: whole days; negative once past. */
  z.strictObject({ kind: z.literal('acknowledgement-due'), id: z.string(), dueOn: IsoDate, daysLeft: z.int() }),
  z.strictObject({ kind: z.literal('acknowledgement-amended'), id: z.string(), edition: z.int() }),
  z.strictObject({ kind: z.literal('threshold'), id: z.string(), day: DayId, percent: z.number() }),
]);
export type Notice = z.infer<typeof Notice>;

/** Links that the app may open, by name: an address never crosses the bridge. */
export const LinkName = z.enum(['system-usage-page', 'data-folder']);
export type LinkName = z.infer<typeof LinkName>;
