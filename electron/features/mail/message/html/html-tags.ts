import { type QuoteType, Tokenizer } from 'htmlparser2';

export interface TagHandler {
  /** Both lower case; of repeated attributes the first counts, as in a browser. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  /** Character references resolved. What stands in scripts and styles comes as text too. */
  text(text: string): void;
}

const ATTRIBUTES_MAX = 200;

/**
 * Walks HTML once, in time that grows with its length alone. The tokeniser without the parser above it: the parser
 * moves its whole stack with each tag, and 600,000 open tags then take minutes.
 */
export function walkTags(html: string, handler: TagHandler): void {
  let name = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';
  const opened = () => {
    handler.open(name, attributes);
    attributes = new Map();
  };
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end);
      },
      onattribentity: (code) => {
        value += String.fromCodePoint(code);
      },
      onattribend: (_quote: QuoteType) => {
        if (attributes.size < ATTRIBUTES_MAX && !attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) => handler.close(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => handler.text(html.slice(start, end)),
      ontextentity: (code) => handler.text(String.fromCodePoint(code)),
      oncomment: ignored,
      oncdata: ignored,
      ondeclaration: ignored,
      onprocessinginstruction: ignored,
      onend: ignored,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
