import type { AppInfo, LinkName } from '../contract/app.ts';
import { CallRefused } from '../contract/call-refused.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { Notices } from './notices.ts';

export interface AppHandlerParts {
  readonly info: () => AppInfo;
  readonly notices: Notices;
  readonly openLink: (name: LinkName) => Promise<void>;
}

export function appHandlers({ info, notices, openLink }: AppHandlerParts): Handlers['app'] {
  return {
    info,
    finishFirstRun: async () => {
      try {
        await notices.finishFirstRun();
      } catch (error) {
        throw new CallRefused('cannot-save', String(error));
      }
    },
    notices: () => notices.list(),
    dismissNotice: ({ id }) => notices.dismiss(id),
    openLink: ({ name }) => openLink(name),
  };
}
