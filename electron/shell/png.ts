import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

/** An opaque picture as Chromium's bitmaps hold it: blue, green, red and an unused byte, row by row from the top. */
export interface Bitmap {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bgrx: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const EIGHT_BITS_RGB = [8, 2, 0, 0, 0];
/** Each byte as its difference from the one above (filter type 2). */
const FILTER_UP = 2;
const ROWS_A_TURN = 32;

/**
 * A PNG (W3C, third edition) made without holding up the event loop, as `NativeImage.toPNG` does for 60 ms a screen:
 * rows are taken in slices, and compressed on another thread.
 */
export async function encodePng({ widthPx, heightPx, bgrx }: Bitmap): Promise<Buffer> {
  const rowBytes = 1 + 3 * widthPx;
  const rows = Buffer.alloc(rowBytes * heightPx);
  for (let row = 0; row < heightPx; row++) {
    if (row % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
    takeRow(rows, row * rowBytes, bgrx, row, widthPx);
  }
  const header = Buffer.alloc(8);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  const pixels = await promisify(deflate)(rows);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', Buffer.concat([header, Buffer.from(EIGHT_BITS_RGB)])),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function takeRow(rows: Buffer, at: number, bgrx: Uint8Array, row: number, widthPx: number): void {
  rows[at] = FILTER_UP;
  const stride = 4 * widthPx;
  const from = row * stride;
  for (let x = 0, to = at + 1, here = from; x < widthPx; x++, to += 3, here += 4)
    for (let colour = 0; colour < 3; colour++) {
      const place = here + 2 - colour;
      const above = row === 0 ? 0 : (bgrx[place - stride] ?? 0);
      rows[to + colour] = (bgrx[place] ?? 0) - above;
    }
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), whole.length - 4);
  return whole;
}
