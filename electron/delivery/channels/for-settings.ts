import type { Settings } from '../../contract/settings.ts';
import { smtpAddress } from '../../settings/delivery-addresses.ts';
import type { Channel } from './channel.ts';
import { FolderChannel, type OwnProcess } from './folder.ts';
import { HttpChannel } from './http.ts';
import type { Fetch } from './http-exchange.ts';
import { type ComposeMail, SmtpChannel } from './smtp.ts';

/** What the channels need of the world. */
export interface ChannelPorts {
  readonly fetch: Fetch;
  /** Fills `{account}`. */
  readonly account: string;
  /** Starts `channels/folder-worker.ts` in a process of its own. */
  readonly startFolderProcess: () => OwnProcess;
  readonly composeMail: ComposeMail;
}

/** The ways out that the agency has set; none: documents are saved here and nobody is told. */
export function channelsFor(
  { delivery, caFile }: Pick<Settings, 'delivery' | 'caFile'>,
  ports: ChannelPorts,
): Channel[] {
  const { folder, folderKind, http, smtpServer, smtpFrom, smtpTo, smtpKinds } = delivery;
  const channels: Channel[] = [];
  const { fetch, account } = ports;
  if (http.length > 0) channels.push(new HttpChannel({ fetch, addresses: http, account }));
  if (folder !== null)
    channels.push(
      new FolderChannel({ folder, isShare: folderKind === 'share', startProcess: ports.startFolderProcess }),
    );
  const server = smtpServer === null ? null : smtpAddress(smtpServer);
  if (server && smtpFrom !== null)
    channels.push(
      new SmtpChannel({ server, from: smtpFrom, to: smtpTo, kinds: smtpKinds, caFile, compose: ports.composeMail }),
    );
  return channels;
}
