import type { MessageReason } from '../../../../contract/message.ts';
import {
  isFreeMail,
  isMixedScript,
  isOf,
  isOneOf,
  isPunycode,
  isSameOrganisation,
  lookAlikeOf,
  mailKeeperNamedIn,
  organisationNamedIn,
  shownDomain,
  titleNamedIn,
} from '../domains.ts';
import { addressesWithin, type Mailbox } from '../mailbox.ts';
import { isKnownDomain, type Scene, staysWithSender } from '../scene.ts';
import { reason } from './reason.ts';

const shown = ({ name, address }: Mailbox) => (name ? `${name} <${address}>` : address);

/** Who it claims to be against who sent it, as far as names and addresses tell. */
export function senderReasons(scene: Scene): MessageReason[] {
  return [...differences(scene), ...claims(scene), ...domains(scene)];
}

function differences(scene: Scene): MessageReason[] {
  const { from, replyTo, returnPath } = scene;
  const reasons: MessageReason[] = [];
  if (!from || from.domain === '') return reasons;
  if (replyTo && replyTo.domain !== '' && !isSameOrganisation(replyTo.domain, from.domain)) {
    // An own system that answers for a citizen, or a newsletter's desk elsewhere, is usual.
    const isUsual =
      isKnownDomain(scene, replyTo.domain) ||
      scene.authentication?.proof === 'passed' ||
      scene.isFromInside ||
      !isFreeMail(replyTo.domain);
    reasons.push(
      reason('from-differs-reply-to', isUsual ? 'note' : 'some', `Reply-To: ${shown(replyTo)}`, `From: ${shown(from)}`),
    );
  }
  if (returnPath && returnPath.domain !== '' && !isSameOrganisation(returnPath.domain, from.domain))
    reasons.push(
      reason('from-differs-return-path', 'note', `Return-Path: ${returnPath.address}`, `From: ${shown(from)}`),
    );
  for (const address of addressesWithin(from.name)) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    if (isSameOrganisation(domain, from.domain)) continue;
    // Mailing lists put the writer's address there, and say so.
    const isList = /\bvia\b|透過|代表/i.test(from.name) || scene.message.fields.some(({ name }) => name === 'list-id');
    const isBorrowed = isKnownDomain(scene, domain) || organisationNamedIn(from.name) !== null;
    reasons.push(
      reason('display-name-other-address', isList ? 'note' : isBorrowed ? 'strong' : 'some', shown(from), address),
    );
  }
  return reasons;
}

function claims(scene: Scene): MessageReason[] {
  const { from, agencyName } = scene;
  if (!from || from.domain === '' || isKnownDomain(scene, from.domain)) return [];
  const reasons: MessageReason[] = [];
  if (agencyName.length >= 3 && scene.ownDomains.length > 0 && from.name.includes(agencyName))
    reasons.push(reason('outside-sender-as-own', isFreeMail(from.domain) ? 'strong' : 'some', shown(from), agencyName));
  const title = isFreeMail(from.domain) ? titleNamedIn(`${from.name} ${scene.text.slice(-60)}`) : '';
  if (title) reasons.push(reason('outside-sender-as-own', 'some', shown(from), title));
  const organisation = organisationNamedIn(from.name);
  if (organisation && !isOf(from.domain, organisation)) {
    // With much beside the name it may be a dealer or a club of users.
    const isBare = from.name.length <= organisation.name.length + 8;
    reasons.push(
      reason('claims-organisation', isBare ? 'strong' : 'some', shown(from), organisation.domains.join(', ')),
    );
  } else if (scene.asks.length > 0 && !staysWithSender(scene)) {
    const named = organisationNamedIn(scene.subject);
    const keeper = mailKeeperNamedIn(from.name);
    if (named && !isOf(from.domain, named))
      reasons.push(reason('claims-organisation', 'some', `Subject: ${scene.subject}`, named.domains.join(', ')));
    else if (keeper) reasons.push(reason('claims-organisation', 'some', shown(from), keeper));
  }
  return reasons;
}

function domains(scene: Scene): MessageReason[] {
  const reasons: MessageReason[] = [];
  const seen = new Set<string>();
  for (const mailbox of [scene.from, scene.replyTo, scene.returnPath]) {
    const domain = mailbox?.domain ?? '';
    if (domain === '' || seen.has(domain) || isOneOf(domain, scene.ownDomains)) continue;
    seen.add(domain);
    const like = lookAlikeOf(domain, scene.ownDomains);
    if (like)
      reasons.push(reason('look-alike-domain', like.mayBeChance ? 'some' : 'strong', shownDomain(domain), like.like));
    if (isPunycode(domain))
      reasons.push(reason('punycode-domain', isMixedScript(domain) ? 'strong' : 'note', shownDomain(domain)));
  }
  return reasons;
}
