import type { FileFinding } from '../../../contract/mail.ts';
import { Budget, USUAL_BOUNDS } from '../look/budget.ts';
import { lookInside } from '../look/look-inside.ts';
import type { InspectSettings } from '../look/look-task.ts';
import { type Authentication, authenticationOf } from './authentication.ts';
import {
  asDomain,
  isFreeMail,
  isGovernment,
  isOf,
  isOneOf,
  isSameOrganisation,
  organisationNamedIn,
} from './domains.ts';
import { type HtmlContent, readHtml } from './html/read-html.ts';
import { type Mailbox, mailboxIn } from './mailbox.ts';
import { type Field, valuesOf } from './mime/fields.ts';
import { type Message, type Part, shownField } from './mime/read-message.ts';
import { asksIn, type Found, pressureIn } from './phrases.ts';
import { fieldsAbove, type Hop, outsideHopOf } from './received.ts';
import { linksInText, type WebLink, webLink } from './web-link.ts';

export interface AttachedFile {
  readonly name: string;
  readonly part: Part;
  /** By content, the usual ending; '' where it is not known. */
  readonly type: string;
  readonly findings: readonly FileFinding[];
  /** Of a page that is attached; null for any other file. */
  readonly html: HtmlContent | null;
}

/** All that the reasons of a verdict are drawn from. */
export interface Scene {
  readonly message: Message;
  readonly ownDomains: readonly string[];
  readonly agencyName: string;
  readonly hasTrustedServers: boolean;
  readonly from: Mailbox | null;
  readonly replyTo: Mailbox | null;
  readonly returnPath: Mailbox | null;
  /** The address that it was written to, lower case; '' where several or none are named. */
  readonly reader: string;
  readonly subject: string;
  /** Subject and everything a person reads below it. */
  readonly text: string;
  readonly htmls: readonly HtmlContent[];
  readonly links: readonly WebLink[];
  readonly files: readonly AttachedFile[];
  readonly authentication: Authentication | null;
  readonly outsideHop: Hop | null;
  readonly pressure: readonly Found[];
  readonly asks: readonly Found[];
  readonly isOwnSender: boolean;
  /** Every hop that is named was within the agency. */
  readonly isFromInside: boolean;
  /** Says how to unsubscribe (RFC 2369), as newsletters do. */
  readonly isNewsletter: boolean;
}

/** Of looking into attachments, all together; the parent's own bound lies beyond. Each has its own other bounds. */
const FILES_TIMEOUT_MS = 15_000;
const LINKS_MAX = 3_000;

export async function sceneOf(message: Message, settings: InspectSettings): Promise<Scene> {
  const { fields, parts } = message;
  const ownDomains = settings.ownDomains.map(asDomain).filter((domain) => domain !== '');
  const from = mailboxIn(valuesOf(fields, 'from')[0]);
  const texts = parts.filter(({ isAttachment }) => !isAttachment);
  const htmls = texts.filter(({ mediaType }) => mediaType === 'text/html').map(({ text }) => readHtml(text));
  const plain = texts.filter(({ mediaType }) => mediaType !== 'text/html').map(({ text }) => text);
  const files = await filesOf(parts);
  const subject = shownField(fields, 'subject');
  const text = [subject, ...plain, ...htmls.map((html) => html.text)].join('\n');
  const links = [
    ...htmls.flatMap((html) => html.links),
    ...files.flatMap(({ html }) => html?.links ?? []),
    ...plain.flatMap(linksInText),
    ...htmls.flatMap((html) => linksInText(html.text)),
  ];
  const outsideHop = outsideHopOf(fields, [...ownDomains, ...settings.trustedAuthServers.map(asDomain)]);
  return {
    message,
    ownDomains,
    agencyName: settings.agencyName.trim(),
    hasTrustedServers: settings.trustedAuthServers.length > 0,
    from,
    replyTo: mailboxIn(valuesOf(fields, 'reply-to')[0]),
    returnPath: mailboxIn(valuesOf(fields, 'return-path')[0]),
    reader: readerOf(valuesOf(fields, 'to')[0]),
    subject,
    text,
    htmls,
    links: distinct(links.slice(0, LINKS_MAX).map(webLink)),
    files,
    authentication: authenticationOf(fieldsAbove(outsideHop, fields), settings.trustedAuthServers, from?.domain ?? ''),
    outsideHop,
    isFromInside: outsideHop === null && valuesOf(fields, 'received').some((value) => /\bfrom\b/i.test(value)),
    pressure: pressureIn(text),
    asks: asksIn(text),
    isOwnSender: isOneOf(from?.domain ?? '', ownDomains),
    isNewsletter: valuesOf(fields, 'list-unsubscribe').length > 0,
  };
}

/** The same words by the sender of an attached message, for whom no server of the agency's ever vouched. */
export function sentBy(scene: Scene, fields: readonly Field[]): Scene {
  const from = mailboxIn(valuesOf(fields, 'from')[0]);
  return {
    ...scene,
    from,
    replyTo: mailboxIn(valuesOf(fields, 'reply-to')[0]),
    returnPath: mailboxIn(valuesOf(fields, 'return-path')[0]),
    subject: shownField(fields, 'subject'),
    authentication: null,
    isFromInside: false,
    isOwnSender: isOneOf(from?.domain ?? '', scene.ownDomains),
  };
}

function readerOf(to: string | undefined): string {
  const address = to?.includes(',') ? '' : (mailboxIn(to)?.address ?? '');
  return address.length >= 6 && address.includes('@') ? address.toLowerCase() : '';
}

/** The same address under the same words once; one without words not beside the same with them. */
function distinct(links: readonly WebLink[]): WebLink[] {
  const byKey = new Map<string, WebLink>();
  // An address within a link's words is no link of its own.
  const known = new Set(links.flatMap(({ words, target }) => (words === '' ? [] : [target, ...targetsIn(words)])));
  for (const link of links) {
    if (link.from === 'text' && known.has(link.target)) continue;
    const key = `${link.words}\n${link.target}`;
    if (!byKey.has(key)) byKey.set(key, link);
  }
  return [...byKey.values()];
}

const targetsIn = (words: string) => linksInText(words).map(({ target }) => target);

async function filesOf(parts: readonly Part[]): Promise<AttachedFile[]> {
  const endsAtMs = performance.now() + FILES_TIMEOUT_MS;
  const files: AttachedFile[] = [];
  for (const part of parts) {
    if (!part.isAttachment) continue;
    // No file may take more than half of the time that is left, or the first would hide those behind it.
    const budget = new Budget({ ...USUAL_BOUNDS, timeoutMs: (endsAtMs - performance.now()) / 2 });
    const { type, findings } = await lookInside(part.content, part.name, budget);
    const extension = type?.extension ?? '';
    const isPage = extension === 'html' || extension === 'xml' || part.mediaType === 'text/html';
    files.push({
      name: part.name || part.mediaType,
      part,
      type: extension,
      findings,
      html: isPage ? readHtml(new TextDecoder().decode(part.content.subarray(0, 2_000_000))) : null,
    });
  }
  return files;
}

/** Is what this domain says of itself to be believed, as far as a name goes: the agency's own, the government's, a known one's? */
export function isKnownDomain({ ownDomains }: Pick<Scene, 'ownDomains'>, domain: string): boolean {
  return isOneOf(domain, ownDomains) || isGovernment(domain);
}

/**
 * Does everything lead back to who claims to write: no link elsewhere, no answer elsewhere, and no private mailbox?
 * Then a request in it is at most what that sender always asks.
 */
export function staysWithSender(scene: Scene): boolean {
  const { from, replyTo, links } = scene;
  const domain = from?.domain ?? '';
  if (domain === '' || isFreeMail(domain) || scene.authentication?.proof === 'failed') return false;
  const claimed = organisationNamedIn(`${from?.name ?? ''} ${scene.subject}`);
  const isHome = (host: string) =>
    isSameOrganisation(host, domain) ||
    isKnownDomain(scene, host) ||
    (claimed !== null && isOf(domain, claimed) && isOf(host, claimed));
  // A server's word that the domain is genuine says nothing for the domain: whoever phishes signs his own.
  const isTrusted = isKnownDomain(scene, domain) || (claimed !== null && isOf(domain, claimed));
  return (
    isTrusted &&
    (replyTo === null || isSameOrganisation(replyTo.domain, domain) || isKnownDomain(scene, replyTo.domain)) &&
    links.every(({ host, scheme }) => (host === '' ? scheme === 'mailto:' || scheme === 'tel:' : isHome(host)))
  );
}
