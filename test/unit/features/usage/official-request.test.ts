import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/delivery/channels/http-exchange.ts';
import {
  ANSWER_MAX_BYTES,
  askOfficial,
  atPointer,
  type OfficialAnswer,
} from '../../../../electron/features/usage/official-request.ts';
import { json, type LoopbackServer, startLoopbackServer, text } from '../../../fixtures/loopback-server.ts';

let server: LoopbackServer;
beforeEach(async () => {
  server = await startLoopbackServer();
});
afterEach(() => server.close());

function asking({ url = server.address, fetchWith = fetch as Fetch, timeoutMs = 5000 } = {}): Promise<OfficialAnswer> {
  return askOfficial(
    fetchWith,
    url,
    { url, rxPointer: '/usage/down', txPointer: '/usage/up', refreshMinutes: 30 },
    timeoutMs,
  );
}

describe('a good answer', () => {
  it.each([
    ['numbers as text', { usage: { down: '123', up: '0' } }, { rxBytes: 123, txBytes: 0 }],
    ['fractions of a byte', { usage: { down: 1.6, up: 0 } }, { rxBytes: 2, txBytes: 0 }],
  ])('takes %s', async (_, body, expected) => {
    server.answer = json(body);
    expect(await asking()).toMatchObject({ kind: 'figure', ...expected });
  });

  it('takes an answer with a byte-order mark', async () => {
    server.answer = text('\uFEFF{"usage":{"down":1,"up":2}}');
    expect(await asking()).toEqual({ kind: 'figure', rxBytes: 1, txBytes: 2 });
  });
});

describe('no figure', () => {
  it.each([
    ['a server error', text('<h1>Out of order</h1><script>x()</script>', 500), 'refused', /^HTTP 500 .*Out of order$/],
    ['a demand to sign in', text('who are you?', 401), 'refused', /^HTTP 401 .*who are you\?/],
    ['a page instead of JSON', text('<html>Sign in</html>'), 'not-understood', /not JSON: <html>/],
    ['an empty answer', text(''), 'not-understood', /empty/],
    ['a missing field', json({ usage: { down: 1 } }), 'not-understood', '/usage/up: absent'],
    ['a number below 0', json({ usage: { down: -1, up: 1 } }), 'not-understood', '/usage/down: -1'],
    ['null', json({ usage: { down: null, up: 1 } }), 'not-understood', '/usage/down: null'],
    ['text with a unit', json({ usage: { down: '1 GB', up: 1 } }), 'not-understood', '/usage/down: "1 GB"'],
    ['a number past whole numbers', text('{"usage":{"down":1e400,"up":1}}'), 'not-understood', /usage\/down/],
    [
      'more than 256 KiB',
      text(JSON.stringify({ pad: 'x'.repeat(ANSWER_MAX_BYTES), usage: { down: 1, up: 1 } })),
      'too-large',
      /256 KiB/,
    ],
  ])('comes of %s', async (_, listener, reason, detail) => {
    server.answer = listener;
    expect(await asking()).toMatchObject({ kind: 'error', reason, detail: expect.stringMatching(detail) });
  });

  it.each([301, 302, 307, 308])('comes of a redirect (%i), which is not followed', async (status) => {
    server.answer = (request, response) => {
      if (request.url === '/elsewhere') return json({ usage: { down: 1, up: 1 } })(request, response);
      return response.writeHead(status, { location: `${server.address}/elsewhere` }).end();
    };
    expect(await asking()).toMatchObject({
      kind: 'error',
      reason: 'refused',
      detail: expect.stringContaining('redirect'),
    });
    expect(server.asked).not.toContain('/elsewhere');
  });

  it('comes of a server that is not there', async () => {
    expect(await asking({ url: 'http://127.0.0.1:1/' })).toMatchObject({
      kind: 'error',
      reason: 'unreachable',
      detail: expect.stringMatching(/fetch failed/),
    });
  });

  it('comes of a server that hangs up half-way', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"usage"');
      setTimeout(() => response.destroy(), 10);
    };
    expect(await asking()).toMatchObject({ kind: 'error', reason: 'unreachable' });
  });

  it('comes of a silent server, within the bound', async () => {
    server.answer = () => {};
    const startedAtMs = performance.now();
    expect(await asking({ timeoutMs: 150 })).toMatchObject({ kind: 'error', reason: 'late' });
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
  });

  it('comes of a server that drips for ever, within the bound', async () => {
    server.answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await asking({ timeoutMs: 150 })).toMatchObject({ kind: 'error', reason: 'late' });
  });

  it('comes of a server that sends without end, which is cut off', async () => {
    let sentBytes = 0;
    const closed = new Promise<void>((resolve) => {
      server.answer = (_, response) => {
        const chunk = 'x'.repeat(16 * 1024);
        const pour = () => {
          while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
        };
        response.on('drain', pour).on('close', () => resolve());
        pour();
      };
    });
    expect(await asking()).toMatchObject({ kind: 'error', reason: 'too-large' });
    await closed;
    expect(sentBytes).toBeLessThan(64 * ANSWER_MAX_BYTES);
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', undefined, 'certificate'],
    ['fetch failed', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate'],
    ['fetch failed', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'certificate'],
    ['fetch failed', { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND cert.example' }, 'unreachable'],
    ["Attempted to redirect, but redirect policy was 'error'", undefined, 'refused'],
    ['net::ERR_INTERNET_DISCONNECTED', undefined, 'unreachable'],
  ])('tells the network error %j %j apart as %3$s', async (message, cause, reason) => {
    const failing = () => Promise.reject(Object.assign(new Error(message), cause && { cause }));
    expect(await asking({ fetchWith: failing })).toMatchObject({ kind: 'error', reason });
  });

  it("shows the server's words shortened and without control characters", async () => {
    server.answer = text(`\u001b[31mred\u202e\r\n${'long '.repeat(200)}`, 503);
    const { detail } = (await asking()) as { detail: string };
    expect(detail).toMatch(/^HTTP 503 .*\[31mred long long .*…$/);
    expect(detail.length).toBeLessThanOrEqual(200);
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('of a hostile page of 250 KB costs no noticeable time', async () => {
    for (const hostile of ['<', '<script>', ' \t', '{"a":']) {
      server.answer = text(hostile.repeat(250_000 / hostile.length), 500);
      const answer = await asking();
      expect(answer).toMatchObject({ kind: 'error', reason: 'refused' });
    }
  }, 2000);
});

describe('a JSON pointer', () => {
  // The examples of RFC 6901, section 5.
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  it.each([
    ['', document],
    ['/foo', document.foo],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/foo/2', undefined],
    ['/foo/01', undefined],
    ['/foo/length', undefined],
    ['/toString', undefined],
    ['/__proto__/foo', undefined],
    ['/foo/0/0', undefined],
  ])('%j leads to %j', (pointer, expected) => {
    expect(atPointer(document, pointer)).toEqual(expected);
  });
});
