import { walkTags } from './html-tags.ts';

export interface Link {
  /** What a person reads; '' for a picture or a form. */
  readonly words: string;
  /** As written, without white space about it. */
  readonly target: string;
  readonly from: 'anchor' | 'form' | 'refresh' | 'text';
}

export interface Picture {
  readonly source: string;
  /** 1 × 1 or drawn at no size. */
  readonly isTiny: boolean;
}

/** What a message's HTML holds, as far as a mail program would show or follow it. */
export interface HtmlContent {
  /** Line breaks where blocks end. */
  readonly text: string;
  /** Text that is there and not to be seen. */
  readonly hiddenText: string;
  readonly links: readonly Link[];
  readonly pictures: readonly Picture[];
  /** Input fields by type, e.g. `password`. */
  readonly inputs: readonly string[];
  readonly scripts: readonly string[];
  /** Embedded pages and objects, by tag. */
  readonly frames: readonly string[];
  /** Above which links or pictures the rest was left out; '' for none. */
  readonly leftOut: string;
}

const LINKS_MAX = 2_000;
const PICTURES_MAX = 2_000;
const WORDS_MAX_LENGTH = 600;
/** Deeper nesting is not followed: no letter needs it, and it costs time. */
const DEPTH_MAX = 400;

const BLOCKS = new Set(
  'address article blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section select table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const UNREAD = new Set(['script', 'style', 'title', 'noscript', 'template']);

interface Open {
  readonly name: string;
  readonly isHidden: boolean;
}

export function readHtml(html: string): HtmlContent {
  let text = '';
  let hiddenText = '';
  const links: Link[] = [];
  const pictures: Picture[] = [];
  const inputs: string[] = [];
  const scripts: string[] = [];
  const frames: string[] = [];
  const leftOut = new Set<string>();
  const stack: Open[] = [];
  let anchor: { target: string; words: string } | null = null;
  let base = '';

  const addLink = (link: Link) => {
    if (links.length < LINKS_MAX) links.push(link);
    else leftOut.add(`links > ${LINKS_MAX}`);
  };
  const closeAnchor = () => {
    if (anchor && anchor.target !== '')
      addLink({ words: anchor.words.replace(/\s+/g, ' ').trim(), target: anchor.target, from: 'anchor' });
    anchor = null;
  };
  const targetOf = (attributes: ReadonlyMap<string, string>, name: string) =>
    against(base, clean(attributes.get(name) ?? ''));

  walkTags(html, {
    open(name, attributes) {
      if (BLOCKS.has(name)) text += '\n';
      const parent = stack.at(-1);
      const isHidden = (parent?.isHidden ?? false) || isHiddenBy(attributes);
      if (!VOID.has(name) && stack.length < DEPTH_MAX) stack.push({ name, isHidden });
      if (name === 'base') base ||= clean(attributes.get('href') ?? '');
      else if (name === 'a' || name === 'area') {
        closeAnchor();
        anchor = { target: targetOf(attributes, 'href') || targetOf(attributes, 'xlink:href'), words: '' };
        if (name === 'area') closeAnchor();
      } else if (name === 'form') {
        const target = targetOf(attributes, 'action');
        if (target !== '') addLink({ words: '', target, from: 'form' });
      } else if (name === 'meta' && /refresh/i.test(attributes.get('http-equiv') ?? '')) {
        const target = /url\s{0,20}=\s{0,20}['"]?([^'"]+)/i.exec(attributes.get('content') ?? '')?.[1];
        if (target) addLink({ words: '', target: against(base, clean(target)), from: 'refresh' });
      } else if (name === 'img') {
        if (pictures.length < PICTURES_MAX)
          pictures.push({ source: targetOf(attributes, 'src'), isTiny: isTiny(attributes) });
        else leftOut.add(`pictures > ${PICTURES_MAX}`);
        const alt = attributes.get('alt');
        if (anchor && alt && anchor.words.length < WORDS_MAX_LENGTH) anchor.words += ` ${alt.slice(0, 200)} `;
      } else if (name === 'input' || name === 'textarea') {
        const type = (attributes.get('type') ?? 'text').toLowerCase();
        if (!['hidden', 'submit', 'button', 'image', 'reset'].includes(type) && inputs.length < 100)
          inputs.push(type.slice(0, 40));
      } else if (name === 'script' && scripts.length < 100)
        scripts.push(clean(attributes.get('src') ?? '').slice(0, 300) || '<script>');
      else if (['iframe', 'frame', 'object', 'embed', 'applet'].includes(name) && frames.length < 100)
        frames.push(`<${name}> ${clean(attributes.get('src') ?? attributes.get('data') ?? '').slice(0, 200)}`.trim());
      // Beside what the element is else: a button sends its form there.
      const sendsTo = name === 'button' || name === 'input' ? targetOf(attributes, 'formaction') : '';
      if (sendsTo !== '') addLink({ words: '', target: sendsTo, from: 'form' });
      const handlerName = [...attributes.keys()].find((each) => /^on[a-z]{3,20}$/.test(each));
      if (handlerName && scripts.length < 100) scripts.push(`${handlerName}=`);
    },
    close(name) {
      if (BLOCKS.has(name)) text += '\n';
      if (name === 'a') closeAnchor();
      const at = stack.findLastIndex((each) => each.name === name);
      if (at >= 0) stack.length = at;
    },
    text(words) {
      const open = stack.at(-1);
      if (open && UNREAD.has(open.name)) return;
      if (open?.isHidden) hiddenText += words;
      else {
        text += words;
        if (anchor && anchor.words.length < WORDS_MAX_LENGTH)
          anchor.words += words.slice(0, WORDS_MAX_LENGTH - anchor.words.length);
      }
    },
  });
  closeAnchor();
  return {
    text: text
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '')
      .join('\n'),
    hiddenText: hiddenText.replace(/\s+/g, ' ').trim(),
    links,
    pictures,
    inputs,
    scripts,
    frames,
    leftOut: [...leftOut].join('; '),
  };
}

/** As browsers do: white space about it, and tabs and line breaks within, are nothing (WHATWG URL 4.4). */
const clean = (address: string) =>
  address
    .trim()
    .replace(/[\t\r\n]/g, '')
    .slice(0, 8_000);

function against(base: string, address: string): string {
  if (address === '' || base === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}

/** By its own inline style: style sheets are not worked out, and mail programs mostly drop them. */
function isHiddenBy(attributes: ReadonlyMap<string, string>): boolean {
  if (attributes.has('hidden')) return true;
  const style = (attributes.get('style') ?? '').slice(0, 2_000).toLowerCase().replace(/\s+/g, '');
  if (style === '') return false;
  if (
    /display:none|visibility:hidden|font-size:0|opacity:0(?:\.0\d*)?(?:;|$)|max-height:0|text-indent:-\d{3}/.test(style)
  )
    return true;
  const color = /(?:^|;)color:([^;!]+)/.exec(style)?.[1];
  const background = /background(?:-color)?:([^;!]+)/.exec(style)?.[1];
  return color !== undefined && color === background;
}

function isTiny(attributes: ReadonlyMap<string, string>): boolean {
  const style = (attributes.get('style') ?? '').slice(0, 2_000).toLowerCase().replace(/\s+/g, '');
  const size = (name: string) =>
    new RegExp(`(?:^|;)${name}:([\\d.]+)(?:px|;|$)`).exec(style)?.[1] ?? attributes.get(name) ?? '';
  const small = (value: string) => /^0*[01](?:px)?$/.test(value.trim());
  return (small(size('width')) && small(size('height'))) || /display:none|visibility:hidden/.test(style);
}
