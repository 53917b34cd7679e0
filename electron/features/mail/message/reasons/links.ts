import type { MessageReason } from '../../../../contract/message.ts';
import {
  isClickCounter,
  isFreePage,
  isKnownOrganisation,
  isMixedScript,
  isOf,
  isPunycode,
  isSameOrganisation,
  isShortener,
  lookAlikeOf,
  organisationNamedIn,
  shownDomain,
} from '../domains.ts';
import { isPrivate } from '../received.ts';
import { isKnownDomain, type Scene } from '../scene.ts';
import { defanged, hostsNamedIn, type WebLink } from '../web-link.ts';
import { fewOfEachKind, heaviestFirst, reason } from './reason.ts';

/** Of one kind: the ninth says no more than the eight. */
const ALIKE_MAX = 8;
const HARMLESS_SCHEMES = new Set([
  'http:',
  'https:',
  'mailto:',
  'tel:',
  'sms:',
  'cid:',
  'webcal:',
  'ftp:',
  'line:',
  'geo:',
]);
const USUAL_PORTS = new Set(['', '80', '443', '8080', '8443']);

/** Where its links lead, and how that differs from what they say. */
export function linkReasons(scene: Scene): MessageReason[] {
  const reasons = scene.links.flatMap((link) => reasonsOf(link, scene));
  const known = new Set<string>();
  const distinct = heaviestFirst(reasons).filter(({ kind, evidence }) => {
    const isNew = !known.has(`${kind} ${evidence}`);
    known.add(`${kind} ${evidence}`);
    return isNew;
  });
  return fewOfEachKind(distinct, ALIKE_MAX);
}

function reasonsOf(link: WebLink, scene: Scene): MessageReason[] {
  const { host, scheme, target } = link;
  const reasons: MessageReason[] = [];
  const evidence = defanged(target);
  const add = (kind: MessageReason['kind'], weight: MessageReason['weight'], detail = '') =>
    reasons.push(reason(kind, weight, evidence, detail));
  /** What alone says little says more beside a request for secrets. */
  const besideAsks = scene.asks.length > 0 ? 'some' : 'note';

  if (scheme !== '' && !HARMLESS_SCHEMES.has(scheme)) {
    add('link-unusual', /^(?:javascript|data|vbscript|file|blob):$/.test(scheme) ? 'strong' : 'note', scheme);
    return reasons;
  }
  if (host === '') return reasons;
  if (link.credentials !== '')
    add('link-credentials', /[.]/.test(link.credentials) ? 'strong' : 'some', `${link.credentials} ≠ ${host}`);
  if (link.isAddressInFigures) add('link-ip-address', isPrivate(host) ? 'note' : 'some', host);
  if (!USUAL_PORTS.has(link.port)) add('link-unusual', 'note', `:${link.port}`);
  if (isShortener(host)) add('link-shortener', besideAsks, host);
  if (isFreePage(host)) add('link-unusual', namesFile(link.words) ? 'some' : besideAsks, host);
  const like = lookAlikeOf(host, scene.ownDomains);
  // A service gives each customer a name below its own.
  if (like) add('look-alike-domain', like.mayBeChance ? 'note' : 'strong', like.like);
  if (carriesReader(target, scene)) add('link-unusual', besideAsks, scene.reader);
  if (isPunycode(host)) add('link-punycode', isMixedScript(host) ? 'strong' : 'note', shownDomain(host));
  const readings = hostsNamedIn(link.words);
  // The last reading is the plainest.
  const named = readings.at(-1) ?? '';
  if (named !== '' && !readings.some((each) => isSameOrganisation(each, host))) {
    const weight = weightOfDifference(named, host, scene);
    reasons.push(reason('link-differs', weight, `${link.words} → ${evidence}`, named));
  }
  return reasons;
}

/** A file is promised; what comes is a page that anybody put up. */
const namesFile = (words: string) => /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar)\s*$/i.test(words);

/** A newsletter counts clicks on its way to its own pages; nobody else writes one address and leads to another. */
function weightOfDifference(named: string, host: string, scene: Scene): MessageReason['weight'] {
  const from = scene.from?.domain ?? '';
  if (isKnownDomain(scene, host) || isClickCounter(host) || isShortener(named)) return 'note';
  const organisation = organisationNamedIn(`${scene.from?.name ?? ''} ${scene.subject}`);
  if (organisation && isOf(named, organisation) && isOf(host, organisation)) return 'note';
  if (isKnownDomain(scene, named) || isKnownOrganisation(named))
    return scene.isNewsletter && isSameOrganisation(host, from) ? 'some' : 'strong';
  const isProved = scene.authentication?.proof === 'passed' || scene.isNewsletter;
  return isSameOrganisation(named, from) && isProved ? 'note' : 'some';
}

/** Does the link tell an outsider who follows it? Sign-in pages made to deceive fill the address in. */
function carriesReader(target: string, { reader }: Scene): boolean {
  if (reader === '') return false;
  const behind = target.slice(target.search(/[?#]|$/)).toLowerCase();
  return (
    behind.includes(reader) ||
    behind.includes(encodeURIComponent(reader)) ||
    target.includes(Buffer.from(reader).toString('base64').replace(/=+$/, ''))
  );
}
