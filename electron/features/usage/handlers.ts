import { CallRefused } from '../../contract/call-refused.ts';
import type { Handlers } from '../../contract/ipc.ts';
import type { UsageService } from './usage-service.ts';

export interface UsageHandlerParts {
  readonly usage: UsageService;
  /** Fetches the commission's figure now, where an address is set. */
  readonly refreshOfficial: () => Promise<void>;
  /** Asks where to save the record of all days kept; null: the person closed the dialog. */
  readonly exportCsv: () => Promise<{ fileName: string } | null>;
}

export function usageHandlers({ usage, refreshOfficial, exportCsv }: UsageHandlerParts): Handlers['usage'] {
  return {
    snapshot: () => usage.snapshot(),
    history: ({ days }) => usage.history(days),
    hoursOf: ({ day }) => usage.hoursOf(day),
    setNote: async ({ day, note }) => {
      try {
        await usage.setNote(day, note);
      } catch (error) {
        if (error instanceof CallRefused) throw error;
        throw new CallRefused('cannot-save', String(error), 'note');
      }
    },
    exportCsv,
    refreshOfficial,
  };
}
