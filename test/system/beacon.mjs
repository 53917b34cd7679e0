// @ts-check
// A packet a millisecond, and when the last one came. `send ADDRESS` sends until standard input ends; `listen` answers
// each line on standard input with { lastNs, packets } on the machine's monotonic clock, which both sides share.

import { createSocket } from 'node:dgram';
import { createInterface } from 'node:readline';

const PORT = 9001;
const EVERY_MS = 1;
const [mode, address] = process.argv.slice(2);
const socket = createSocket('udp4');

if (mode === 'send') {
  // Once the network is gone each packet is refused, and that is the point.
  const ignore = () => {};
  socket.on('error', ignore);
  setInterval(() => socket.send('x', PORT, address, ignore), EVERY_MS);
  process.stdin.resume().on('end', () => process.exit(0));
} else {
  let lastNs = 0n;
  let packets = 0;
  socket.on('message', () => {
    lastNs = process.hrtime.bigint();
    packets++;
  });
  socket.bind(PORT, () => console.log('listening'));
  for await (const _ of createInterface({ input: process.stdin }))
    console.log(JSON.stringify({ lastNs: String(lastNs), packets }));
  process.exit(0);
}
