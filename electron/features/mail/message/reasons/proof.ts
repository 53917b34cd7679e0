import type { MessageReason } from '../../../../contract/message.ts';
import { isGovernment, isOf, lookAlikeOf, organisationNamedIn } from '../domains.ts';
import type { Scene } from '../scene.ts';
import { reason } from './reason.ts';

/** What the agency's own mail servers found out, and by which way it came. */
export function proofReasons(scene: Scene): MessageReason[] {
  const { authentication, from, outsideHop } = scene;
  const domain = from?.domain ?? '';
  const reasons: MessageReason[] = [];
  if (!from) return reasons;
  if (authentication?.proof === 'failed') {
    const said = ['spf', 'dkim', 'dmarc'] as const;
    const results = said.flatMap((name) => (authentication[name] ? [`${name}=${authentication[name]}`] : [])).join(' ');
    // A mailing list breaks a colleague's signature; nobody has reason to pass on a bank's or a ministry's mail.
    const named = organisationNamedIn(from.name);
    const isClaimed =
      isGovernment(domain) || (named !== null && isOf(domain, named)) || lookAlikeOf(domain, []) !== null;
    const isList = scene.message.fields.some(({ name }) => name === 'list-id');
    const weight = (scene.isOwnSender || isClaimed) && !isList ? 'strong' : 'some';
    reasons.push(reason('authentication-failed', weight, `${authentication.server}: ${results}`, from.address));
  } else if (scene.hasTrustedServers && authentication?.proof !== 'passed' && outsideHop) {
    reasons.push(reason('authentication-unknown', 'note', `From: ${from.address}`));
  }
  // The agency's own mail does not come in from outside, unless its servers vouch for it.
  if (scene.isOwnSender && outsideHop && authentication?.proof !== 'passed' && authentication?.proof !== 'failed')
    reasons.push(
      reason(
        'outside-sender-as-own',
        'some',
        `Received: from ${outsideHop.from}${outsideHop.address && ` [${outsideHop.address}]`}`,
        `From: ${from.address}`,
      ),
    );
  return reasons;
}
