import type { Fetch } from '../../../electron/delivery/channels/http-exchange.ts';
import type { Steps } from './power-cut-fs.ts';

/** A store behind `fetch`, whose every request and answer is a step that may be the last. */
export class MemoryStore {
  readonly documents = new Map<string, string>();
  readonly statuses = new Map<string, object>();
  /** Contents that were written over another of the same id. */
  overwritten = 0;
  notModified = 0;
  requests: string[] = [];
  /** As nginx does: whatever comes replaces what is there. */
  ignoresIfNoneMatch = false;
  /** Set to answer otherwise; undefined goes on as ever. */
  before: (method: string, id: string, body?: string) => Response | Promise<Response> | undefined = () => undefined;

  fetchOn(steps?: Steps): Fetch {
    return async (address, { method, body, headers, signal }) => {
      const { pathname } = new URL(address);
      const id = pathname.split('/').at(-1) ?? '';
      steps?.take();
      this.requests.push(`${method} ${pathname}`);
      const answer = (await this.before(method, id, body)) ?? this.answer(method, pathname, id, body, headers);
      signal.throwIfAborted();
      // The store has done it, and the PC never learns.
      steps?.take();
      return answer;
    };
  }

  private answer(
    method: string,
    pathname: string,
    id: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Response {
    if (pathname.startsWith('/status/')) {
      const status = this.statuses.get(id);
      const tag = JSON.stringify(String(JSON.stringify(status).length));
      if (!status) return new Response('', { status: 404 });
      if (headers['if-none-match'] === tag) {
        this.notModified += 1;
        return new Response(null, { status: 304 });
      }
      return Response.json(status, { headers: { etag: tag } });
    }
    const held = this.documents.get(id);
    if (method === 'GET') return held === undefined ? new Response('', { status: 404 }) : new Response(held);
    if (method !== 'PUT') return new Response('', { status: 405 });
    if (held !== undefined && !this.ignoresIfNoneMatch) return new Response('exists', { status: 412 });
    if (held !== undefined && held !== body) this.overwritten += 1;
    this.documents.set(id, body ?? '');
    return new Response('', { status: 201 });
  }
}

export const STORE = {
  kind: '*',
  put: 'https://store.example/documents/{id}',
  read: 'https://store.example/documents/{id}',
  status: 'https://store.example/status/{id}',
} as const;
