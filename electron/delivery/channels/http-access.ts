import { crypto } from '../late-crypto.ts';
import type { Access } from './channel.ts';
import { type Answer, ExchangeFailed, exchange, type Fetch, type Question } from './http-exchange.ts';

export interface AccessAddresses {
  readonly put: string | null | undefined;
  readonly read: string | null | undefined;
  readonly fill: (template: string | null | undefined, id: string) => string | null;
}

const LIST_MAX_BYTES = 256 * 1024;
const SOME_DOCUMENT = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/;
/** RFC 4918: a question about members without writing anything. */
const PROPFIND_HEADERS = { depth: '1', accept: 'application/xml' };

/**
 * Tries what a curious colleague could: to list the place (as WebDAV, as a web page, as CouchDB and as OpenSearch),
 * to read a document found there, and to delete. Nothing is ever deleted: the document that is asked to go has never
 * been. Never rejects; without an answer the result is unknown, never no.
 */
export async function testHttpAccess(fetch: Fetch, addresses: AccessAddresses, signal: AbortSignal): Promise<Access> {
  const absent = `absent-${crypto().randomUUID()}`;
  const put = addresses.fill(addresses.put, absent);
  if (!put) return { list: 'unknown', read: 'unknown', delete: 'unknown', detail: '' };
  const ask = (question: Omit<Question, 'maxBytes'>) =>
    exchange(fetch, { ...question, maxBytes: LIST_MAX_BYTES }, signal).catch((error: unknown) =>
      // Too long to be read to its end is an answer too: there is a list.
      error instanceof ExchangeFailed && error.reason === 'answer-too-large' ? 'too-large' : null,
    );

  const place = put.slice(0, put.lastIndexOf('/', put.indexOf(absent)) + 1);
  const lists = await Promise.all([
    ask({ method: 'PROPFIND', address: place, headers: PROPFIND_HEADERS }),
    ask({ method: 'GET', address: place }),
    ask({ method: 'GET', address: `${place}_all_docs?limit=20` }),
    ask({ method: 'GET', address: `${place.replace(/_(create|doc)\/$/, '')}_search?size=20` }),
  ]);
  const shown = lists.find((answer) => answer === 'too-large' || (answer !== null && showsDocuments(answer)));
  const list = shown ? 'yes' : lists.includes(null) ? 'unknown' : 'no';
  const found = shown && shown !== 'too-large' ? SOME_DOCUMENT.exec(shown.text)?.[0] : undefined;
  const readable = found ? addresses.fill(addresses.read ?? addresses.put, found) : null;
  const read = readable ? await ask({ method: 'GET', address: readable }) : null;
  const gone = await ask({ method: 'DELETE', address: put });
  return {
    list,
    read: read === null ? 'unknown' : read === 'too-large' || read.ok ? 'yes' : 'no',
    delete: gone === null || gone === 'too-large' ? 'unknown' : gone.ok || gone.status === 404 ? 'yes' : 'no',
    detail: place,
  };
}

/** WebDAV's 207, CouchDB's rows and OpenSearch's hits are lists even while empty; in a web page a document must show. */
function showsDocuments({ status, ok, text }: Answer): boolean {
  return status === 207 || (ok && (SOME_DOCUMENT.test(text) || /^\s*\{.*"(rows|hits)"\s*:/s.test(text)));
}
