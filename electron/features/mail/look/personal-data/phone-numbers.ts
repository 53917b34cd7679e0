import { type Found, mask } from './found.ts';
import { isNobodys, labelBefore } from './labels.ts';

/** +886, 886, 00886 or a dialling prefix before it, then the trunk's 0 that some keep in brackets. */
const ABROAD = String.raw`(?:\+|\(\+|00[259]?[- ]?)?886\)?[-. ]?(?:\(0\)|0)?[-. ]?`;
const BEFORE = String.raw`(?<![\dA-Za-z+])(?<![A-Za-z][-._])(?<!\d[-.:_])(?<!(?<!\d\d)\d\/)(?<!\d\()`;
const AFTER = String.raw`(?![\dA-Za-z]|[.:]\d|-\d{3}|\/\d{1,2}(?![\d-]))`;
const DIGITS = String.raw`(?:[-. )\n]{0,2}\d)`;

const MOBILE = new RegExp(`${BEFORE}(?:${ABROAD}|\\(?0)9${DIGITS}{8}${AFTER}`, 'g');
/** How a mobile number falls into groups, without the country's code. */
const MOBILE_GROUPS = new Set(['10', '4-6', '4-3-3', '2-8', '2-4-4', '7-3', '9', '3-6', '3-3-3', '1-8', '1-4-4']);

const LANDLINE = new RegExp(`${BEFORE}(?:${ABROAD}|\\(?0)[2-8]${DIGITS}{6,8}${AFTER}`, 'g');

/** Area codes and the first digits behind them (通傳會, 電信網路編碼計畫), without the trunk's 0. */
const AREAS: readonly { readonly area: string; readonly subscriber: RegExp }[] = [
  { area: '2', subscriber: /^[2-8]\d{7}$/ },
  { area: '37', subscriber: /^[2-9]\d{5}$/ },
  { area: '3', subscriber: /^[2-9]\d{6}$/ },
  { area: '49', subscriber: /^2\d{6}$/ },
  { area: '4', subscriber: /^(?:[23]\d{7}|[78]\d{6})$/ },
  { area: '5', subscriber: /^[2-9]\d{6}$/ },
  { area: '6', subscriber: /^[2-9]\d{6}$/ },
  { area: '7', subscriber: /^[2-9]\d{6}$/ },
  { area: '826', subscriber: /^6\d{4}$/ },
  { area: '836', subscriber: /^[2-9]\d{4}$/ },
  { area: '82', subscriber: /^3\d{5}$/ },
  { area: '89', subscriber: /^[2-9]\d{5}$/ },
  { area: '8', subscriber: /^[78]\d{6}$/ },
];
/** How the number behind the area code falls into groups. */
const SUBSCRIBER_GROUPS = new Set(['8', '4-4', '7', '3-4', '6', '3-3', '2-4', '5', '2-3']);
const COUNTRY = /^(?:\(?\+|00[259]?[- ]?)?886\)?[-. ]?(?:\(0\)|0(?=[-. ]?\d))?[-. ]?/;

export function findPhoneNumbers(text: string, outer?: readonly string[]): Found[] {
  return [...findMobiles(text, outer), ...findLandlines(text, outer)];
}

function findMobiles(text: string, outer: readonly string[] | undefined): Found[] {
  const found = [...text.matchAll(MOBILE)].flatMap((match) => {
    const rest = match[0].replace(COUNTRY, '');
    const groups = groupsOf(rest);
    const number = groups.join('').replace(/^0?9/, '09');
    if (!MOBILE_GROUPS.has(groups.map((group) => group.length).join('-')) || number.length !== 10) return [];
    const label = labelBefore(text, match.index, outer);
    if (isNobodys(label) || lines(match[0]) > 1 || isFollowedByMore(text, match)) return [];
    return [mobile(number, match.index)];
  });
  // A cell that holds a number drops its leading zero.
  const bare = /^\s*9\d{8}\s*$/.exec(text);
  if (bare && labelBefore(text, 0, outer) === 'phone') found.push(mobile(`0${text.trim()}`, 0));
  return found;
}

const mobile = (value: string, offset: number): Found => ({
  kind: 'mobile-number',
  value,
  // `09` says nothing; four of the others would be half of it.
  masked: mask(value, 2, 2),
  offset,
});

function findLandlines(text: string, outer: readonly string[] | undefined): Found[] {
  return [...text.matchAll(LANDLINE)].flatMap((match) => {
    const isAbroad = COUNTRY.test(match[0]);
    const groups = groupsOf(match[0].replace(COUNTRY, ''));
    const digits = groups.join('').replace(/^0/, '');
    const place = AREAS.find(
      ({ area, subscriber }) => digits.startsWith(area) && subscriber.test(digits.slice(area.length)),
    );
    if (!place || lines(match[0]) > 1) return [];
    const label = labelBefore(text, match.index, outer);
    // `03-3322101-7` is a range of lines where it is called a telephone, and else a code.
    if (isNobodys(label) || (label !== 'phone' && isFollowedByMore(text, match))) return [];
    const [first = '', ...others] = groups;
    const isApart =
      first.replace(/^0/, '') === place.area && SUBSCRIBER_GROUPS.has(others.map((group) => group.length).join('-'));
    const isMarked = /[()-]/.test(match[0]) || isAbroad;
    // In one piece, or apart by blanks alone, it may be any number: then a label must say that it is one.
    if (!(isApart && isMarked) && !(label === 'phone' && (isApart || groups.length === 1 || isAbroad))) return [];
    const value = `0${place.area}-${digits.slice(place.area.length)}`;
    return [
      { kind: 'landline-number', value, masked: mask(value, place.area.length + 2, 2), offset: match.index } as const,
    ];
  });
}

const groupsOf = (written: string) => written.split(/\D+/).filter((group) => group !== '');
const lines = (written: string) => written.split('\n').length - 1;
const isFollowedByMore = (text: string, match: RegExpExecArray) =>
  /^-\d/.test(text.slice(match.index + match[0].length));
