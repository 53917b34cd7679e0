import type { Mail, SendMailOptions, SMTPSentMessageInfo } from 'nodemailer';
import type { DeliveryDocument, DeliveryReason } from '../../contract/delivery.ts';
import { caFileText } from '../../settings/ca-file.ts';
import type { SmtpAddress } from '../../settings/delivery-addresses.ts';
import { orAborted } from '../or-aborted.ts';
import { type Arrival, type Channel, type Failure, failed, oneLine, type Parcel } from './channel.ts';

/** What the duty officer reads, in words that the locales hold. */
export type ComposeMail = (document: DeliveryDocument) => { readonly subject: string; readonly text: string };

export interface SmtpParts {
  readonly server: SmtpAddress;
  readonly from: string;
  readonly to: readonly string[];
  readonly kinds: readonly string[];
  /** The agency's own CA, PEM, besides the well-known ones; null: these alone. */
  readonly caFile: string | null;
  readonly compose: ComposeMail;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/** Mails each document to the duty mailbox. A mail host only ever accepts: what is there stays *sent*. */
export class SmtpChannel implements Channel {
  readonly name = 'smtp';
  readonly isOnThisPc = false;
  readonly timeoutMs: number;
  private readonly parts: SmtpParts;
  /**
   * Whom the mail host refused of those that a document goes to. Only they are tried again, lest the others get it
   * every minute for as long as one mailbox is refused; after a restart all get the repeat, by the same Message-ID.
   */
  private readonly refused = new Map<string, readonly string[]>();

  constructor(parts: SmtpParts) {
    this.parts = parts;
    this.timeoutMs = parts.timeoutMs ?? TIMEOUT_MS;
  }

  placeFor(kind: string): string | null {
    return this.parts.kinds.includes(kind) ? this.parts.to.join(', ') : null;
  }

  /** Only the duty officer reads that mailbox. */
  async needsSealing(): Promise<boolean> {
    return false;
  }

  async deliver(parcel: Parcel, signal: AbortSignal): Promise<Arrival> {
    if (!parcel.document) return failed('internal', 'a sealed document cannot be read as a mail', false);
    let mailer: Mail<SMTPSentMessageInfo> | undefined;
    try {
      mailer = await orAborted(this.connect(), signal);
      signal.throwIfAborted();
      const { rejected, rejectedErrors } = await orAborted(
        mailer.sendMail(this.mailOf(parcel, parcel.document)),
        signal,
      );
      if (rejected.length > 0) {
        // The one left out may be the duty officer's: what others hold is not said to be sent.
        this.refused.set(parcel.id, rejected);
        return failed('refused-by-store', wordsTo(rejectedErrors ?? []));
      }
      this.refused.delete(parcel.id);
      return { kind: 'arrived', state: 'sent', reason: null, detail: '', isFinal: true, serverTimeMs: null };
    } catch (error) {
      return signal.aborted ? failed('late', 'no whole answer in time') : failureOf(error);
    } finally {
      mailer?.close();
    }
  }

  private async connect(): Promise<Mail<SMTPSentMessageInfo>> {
    const { server, caFile } = this.parts;
    const tls = caFile ? { ca: await agencyRoots(caFile) } : {};
    // Loaded with the first mail: it brings a third of all that main would otherwise parse at every start.
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host: server.host,
      port: server.port,
      secure: server.isTls,
      // A mail host that does not offer STARTTLS would be given everything in the clear.
      requireTLS: !server.isTls && !server.isLoopback,
      tls: { ...tls, minVersion: 'TLSv1.2' },
      connectionTimeout: this.timeoutMs,
      greetingTimeout: this.timeoutMs,
      socketTimeout: this.timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  private mailOf({ id, text }: Parcel, document: DeliveryDocument): SendMailOptions {
    const { from, to } = this.parts;
    const words = this.parts.compose(document);
    const domain = from.slice(from.lastIndexOf('@') + 1);
    const refersTo = document.about ? { references: `<${document.about}@${domain}>` } : {};
    return {
      from,
      to: [...to],
      envelope: { from, to: [...(this.refused.get(id) ?? to)] },
      // The same at each attempt, so that a mailbox shows a repeat for what it is (RFC 5322 §3.6.4).
      messageId: `<${id}@${domain}>`,
      ...refersTo,
      date: new Date(document.clock.unixMs),
      subject: words.subject,
      text: words.text,
      attachments: [{ filename: `${id}.json`, content: text, contentType: 'application/json' }],
    };
  }
}

/** Beside the well-known authorities, as the network session trusts them too. */
async function agencyRoots(caFile: string): Promise<string[]> {
  const { rootCertificates } = await import('node:tls');
  return [...rootCertificates, await caFileText(caFile)];
}

const CERTIFICATE = /CERT|self[- ]signed|unable to verify|altname|certificate/i;

interface MailError extends Error {
  readonly code?: string | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly MailError[] | undefined;
}

/** Who was refused, each in the mail host's words. */
function wordsTo(refusals: readonly MailError[]): string {
  return oneLine(
    refusals.map(({ recipient, response, message }) => `${recipient}: ${response ?? message}`).join(' · '),
  );
}

/** nodemailer names the step that failed in `code`, and keeps the server's line in `response`. */
function failureOf(error: unknown): Failure {
  const { code = '', message, response, command, rejectedErrors = [] } = error as MailError;
  const isEachRefused = command === 'RCPT TO' && rejectedErrors.length > 0;
  const detail = isEachRefused ? wordsTo(rejectedErrors) : oneLine(response ?? message);
  // Until DATA nothing but addresses is said.
  const mayHaveLeft = command === 'DATA' || command === undefined || command === '';
  if (CERTIFICATE.test(`${code} ${message}`)) return failed('certificate', detail, false);
  if (code === 'ETLS') return failed('not-encrypted', detail, false);
  if (code === 'ETIMEDOUT') return failed('late', detail, command !== 'CONN');
  if (response) return failed('refused-by-store', detail, mayHaveLeft);
  const isNotConnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EDNS/.test(`${code} ${message}`);
  const reason: DeliveryReason = code === 'ENOENT' || code === 'EACCES' ? 'bad-settings' : 'unreachable';
  return failed(reason, detail, !isNotConnected && reason === 'unreachable');
}
