import { domainToASCII, domainToUnicode } from 'node:url';
import type { RecipientsReport } from '../../../contract/mail.ts';
import type { MailSettings } from '../../../contract/settings.ts';
import { readAddressList } from './address-list.ts';
import { isWithin, likenessTo } from './domain-likeness.ts';

const LINE_MAX = 300;
const UNREADABLE_MAX = 50;
const REPEATED_MAX = 50;
const OUTSIDE_MAX = 200;
const LOOK_ALIKES_MAX = 50;

/**
 * Who would get it (clauses 4(13), 5(6)): `count` is of different addresses. null: nothing was pasted.
 */
export function recipientsReport(
  text: string,
  settings: Pick<MailSettings, 'ownDomains' | 'bulkRecipients'>,
): RecipientsReport | null {
  if (text.trim() === '') return null;
  const { addresses, unreadable } = readAddressList(text);
  const times = new Map<string, number>();
  const domains = new Map<string, number>();
  for (const { local, domain } of addresses) {
    const address = `${local.toLowerCase()}@${domain}`;
    const before = times.get(address) ?? 0;
    times.set(address, before + 1);
    if (before === 0) domains.set(domain, (domains.get(domain) ?? 0) + 1);
  }
  const own = settings.ownDomains.map((domain) => domainToASCII(domain)).filter((domain) => domain !== '');
  const strangers = [...domains].filter(([domain]) => !own.some((each) => isWithin(domain, each)));
  const lookAlikes = strangers.flatMap(([domain]) => {
    for (const like of own) {
      const why = likenessTo(domain, like);
      if (why) return [{ domain: shown(domain), like, why }];
    }
    return [];
  });
  return {
    count: times.size,
    unreadable: unreadable.slice(0, UNREADABLE_MAX).map((each) => each.slice(0, LINE_MAX)),
    repeated: [...times]
      .flatMap(([address, count]) => (count > 1 ? [address.slice(0, LINE_MAX)] : []))
      .slice(0, REPEATED_MAX),
    outside:
      own.length === 0
        ? null
        : strangers
            .map(([domain, count]) => ({ domain: shown(domain), count }))
            .sort((one, other) => other.count - one.count)
            .slice(0, OUTSIDE_MAX),
    lookAlikes: lookAlikes.slice(0, LOOK_ALIKES_MAX),
    bulk: times.size >= settings.bulkRecipients,
  };
}

/** In its own letters, with the wire's beside it where they differ: the letters are what deceives. */
function shown(domain: string): string {
  const unicode = domainToUnicode(domain);
  return (unicode === domain || unicode === '' ? domain : `${unicode} (${domain})`).slice(0, LINE_MAX);
}
