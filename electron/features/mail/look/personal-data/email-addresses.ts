import type { Found } from './found.ts';

/** Fewer are a letter's own addresses; from here on they are a list of people. */
export const EMAIL_LIST_LEAST = 10;

const ADDRESS =
  /(?<![A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9-])/g;

/** Each address; whether they are a list is for whoever counts them. */
export function findEmailAddresses(text: string): Found[] {
  return [...text.matchAll(ADDRESS)].map((match) => {
    const [whole, local = '', domain = ''] = match;
    const masked = `${local.charAt(0)}•••@${domain}`.slice(0, 60);
    return { kind: 'email-list', value: whole.toLowerCase(), masked, offset: match.index };
  });
}
