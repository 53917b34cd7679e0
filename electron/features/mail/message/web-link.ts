import { isIP } from 'node:net';
import { asDomain, hasPublicSuffix } from './domains.ts';
import type { Link } from './html/read-html.ts';
import { plainText } from './phrases.ts';

/** A link with what it truly leads to. */
export interface WebLink {
  readonly words: string;
  readonly from: Link['from'];
  readonly target: string;
  /** `https:` and the like, lower case; '' for an address without one. */
  readonly scheme: string;
  /** ASCII, lower case; '' where it has none. Figures come in their usual form, however they were written. */
  readonly host: string;
  readonly port: string;
  readonly isAddressInFigures: boolean;
  /** Something stands before an `@`, to be taken for the host. */
  readonly credentials: string;
}

export function webLink({ words, target, from }: Link): WebLink {
  const written = /^www\./i.test(target) ? `http://${target}` : target.replace(/^[\\/]{2}/, 'http://');
  const url = URL.canParse(written) ? new URL(unwrapped(written)) : null;
  const host =
    url && /^https?:|^ftp:/.test(url.protocol) ? url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '') : '';
  return {
    words,
    from,
    target,
    scheme: url?.protocol ?? '',
    host,
    port: url?.port ?? '',
    isAddressInFigures: isIP(host) !== 0,
    credentials: host && url?.username ? decoded(url.username) : '',
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Filters and search engines that lead on: the address behind is what counts. */
const LEADS_ON: readonly { host: RegExp; parameter: string }[] = [
  { host: /(?:^|\.)safelinks\.protection\.outlook\.com$/, parameter: 'url' },
  { host: /^(?:www\.)?google\.com(?:\.tw)?$/, parameter: 'q' },
  { host: /^(?:www\.)?google\.com(?:\.tw)?$/, parameter: 'url' },
  { host: /^l\.facebook\.com$|^lm?\.facebook\.com$/, parameter: 'u' },
];

const UNWRAPPED_MAX = 5;

function unwrapped(address: string, times = UNWRAPPED_MAX): string {
  const url = new URL(address);
  for (const { host, parameter } of times > 0 ? LEADS_ON : []) {
    const behind = host.test(url.hostname) ? url.searchParams.get(parameter) : null;
    if (behind && URL.canParse(behind)) return unwrapped(behind, times - 1);
  }
  return address;
}

/** Endings of files that are endings of domains too. */
const FILE_ENDINGS = new Set(['zip', 'mov', 'py', 'sh', 'md', 'ps', 'pl', 'rs', 'app']);

/** Letters that a host may have; Chinese sentences run into it without a blank. */
const HOST_LETTERS = /[\p{L}\p{N}_.-]+/gu;
const HOST = /^(?:[\p{L}\p{N}_-]{1,63}\.){1,8}\p{L}{2,24}$/u;
const ASCII_HOST = /(?<![a-z0-9_.-])(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z0-9_-])/;

/**
 * The hosts that a link's words may name, at the first place where they name any: one whose name is in other letters
 * cannot be told from one that stands within a sentence, e.g. `台灣abc.tw`.
 */
export function hostsNamedIn(words: string): readonly string[] {
  const text = plainText(words.slice(0, 400));
  for (const { 0: run, index } of text.matchAll(HOST_LETTERS)) {
    const before = text[index - 1] ?? '';
    // A mailbox, or a value within an address.
    if (text[index + run.length] === '@' || /[@=&%+]/.test(before)) continue;
    const isWritten = text.slice(0, index).endsWith('://');
    const whole = run.replace(/^[.-]+|[.-]+$/g, '');
    const names = [HOST.test(whole) ? whole : '', ASCII_HOST.exec(whole)?.[0] ?? ''].map(asDomain);
    const hosts = names.filter((host) => hasPublicSuffix(host) && (isWritten || !isFileName(host)));
    if (hosts.length > 0) return [...new Set(hosts)];
  }
  return [];
}

const isFileName = (host: string) =>
  host.split('.').length === 2 && FILE_ENDINGS.has(host.slice(host.lastIndexOf('.') + 1));

const TEXT_LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^（）「」『』，。、；：！？\u3000]{1,2000}/gi;
const TEXT_LINKS_MAX = 1_000;

/** Addresses that stand in plain text, which mail programs make links of. */
export function linksInText(text: string): Link[] {
  const links: Link[] = [];
  for (const [found] of text.matchAll(TEXT_LINK)) {
    if (links.length >= TEXT_LINKS_MAX) break;
    const target = found.replace(/[.,;:!?)\]]+$/, '');
    links.push({ words: '', target, from: 'text' });
  }
  return links;
}

/** To be read and copied, and followed by no program: `hxxps://evil[.]example/x`. */
export function defanged(target: string): string {
  const [, scheme = '', rest = target] = /^([a-z][a-z0-9+.-]{0,30}:)(.*)$/is.exec(target) ?? [];
  const cut = rest.search(/(?<!\/)\/(?!\/)|[?#]/);
  const host = cut < 0 ? rest : rest.slice(0, cut);
  const path = cut < 0 ? '' : rest.slice(cut);
  const marked = scheme
    .replace(/^http/i, 'hxxp')
    .replace(/^ftp/i, 'fxp')
    .replace(/^(javascript|data|vbscript|file):/i, '$1[:]');
  return `${marked}${host.replaceAll('.', '[.]').replaceAll('@', '[@]')}${path}`;
}
