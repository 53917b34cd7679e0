import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real store on this PC: keeps what is PUT, gives it back to a GET, and refuses to replace it. */
export interface IncidentStore {
  readonly documents: ReadonlyMap<string, Record<string, unknown>>;
  readonly settings: object;
  close(): void;
}

export async function openIncidentStore(): Promise<IncidentStore> {
  const texts = new Map<string, string>();
  const documents = new Map<string, Record<string, unknown>>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    if (request.method === 'PUT') {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      if (texts.has(path)) return response.writeHead(412).end();
      texts.set(path, text);
      documents.set(path, JSON.parse(text));
      return response.writeHead(201).end();
    }
    const text = texts.get(path);
    if (text === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{kind}/{id}`;
  return {
    documents,
    settings: { http: [{ kind: '*', put: at, read: at }] },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
