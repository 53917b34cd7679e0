// @ts-check
// Known amounts of TCP traffic. `serve ADDRESS`: answers on port 9000 until standard input ends.
// `download BYTES ADDRESS` and `upload BYTES ADDRESS`: end when the receiver has every byte.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const PORT = 9000;
const CHUNK = Buffer.alloc(64 * 1024, 0x5a);
const [mode, ...rest] = process.argv.slice(2);

if (mode === 'serve') await serve();
else await client(mode === 'upload' ? 'upload' : 'download', Number(rest[0]), rest[1] ?? '');

async function serve() {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', async (first) => {
      const end = first.indexOf('\n');
      const [direction, amount] = first.toString('latin1', 0, end).split(' ');
      if (direction === 'download') {
        await send(socket, Number(amount));
        socket.end();
      } else {
        await receive(socket, Number(amount) - (first.length - end - 1));
        socket.end('got it\n');
      }
    });
  });
  // Both families: the tests look at IPv6 too.
  server.listen(PORT, '::', () => console.log('serving'));
  process.stdin.resume().on('end', () => process.exit(0));
}

/** @param {'download' | 'upload'} direction @param {number} bytes @param {string} address */
async function client(direction, bytes, address) {
  const socket = connect(PORT, address);
  await once(socket, 'connect');
  socket.write(`${direction} ${bytes}\n`);
  if (direction === 'upload') {
    await send(socket, bytes);
    const [answer] = await once(socket, 'data');
    if (String(answer) !== 'got it\n') throw new Error(`the peer answered ${answer}`);
  } else {
    await receive(socket, bytes);
  }
  socket.destroy();
}

/** @param {import('node:net').Socket} socket @param {number} bytes */
async function send(socket, bytes) {
  for (let left = bytes; left > 0; left -= CHUNK.length)
    if (!socket.write(left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK)) await once(socket, 'drain');
}

/** @param {import('node:net').Socket} socket @param {number} bytes */
async function receive(socket, bytes) {
  let left = bytes;
  if (left <= 0) return;
  await new Promise((resolve, reject) => {
    socket.on('data', (data) => {
      left -= data.length;
      if (left <= 0) resolve(undefined);
    });
    socket.on('end', () => (left > 0 ? reject(new Error(`${left} bytes never came`)) : resolve(undefined)));
    socket.on('error', reject);
  });
}
