import type { TextPart } from './text-part.ts';
import { unescaped } from './xml-events.ts';

/** Between these a number does not go on. */
const BLOCKS = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section select table tbody td textarea tfoot th thead tr ul'.split(
    ' ',
  ),
);
const BORDER = '\v';

/** What a reader sees of HTML, on the lines of its source; scripts and styles left out. */
export function* htmlText(html: string): Generator<TextPart> {
  let text = '';
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    text += unescaped(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const tag = /^<(\/?)([a-z][a-z0-9:]*|!--)?/i.exec(html.slice(open, open + 40));
    const name = tag?.[2]?.toLowerCase();
    if (!name) {
      text += '<';
      at = open + 1;
      continue;
    }
    const endMark = name === '!--' ? '-->' : '>';
    let end = html.indexOf(endMark, open);
    if (end < 0) break;
    end += endMark.length;
    if (!tag?.[1] && (name === 'script' || name === 'style')) end = closing(html, name, end);
    // Line ends within tags still count, so that the line named is the source's.
    text += '\n'.repeat(html.slice(open, end).split('\n').length - 1);
    if (BLOCKS.has(name)) text += BORDER;
    at = end;
  }
  if (text.trim() !== '') yield { unit: 'line', at: '1', text };
}

function closing(html: string, name: 'script' | 'style', from: number): number {
  const pattern = name === 'script' ? /<\/script[^>]*>/gi : /<\/style[^>]*>/gi;
  pattern.lastIndex = from;
  return pattern.exec(html) ? pattern.lastIndex : html.length;
}
