import { open } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import type { PackAnswer, PackTask } from './pack-task.ts';

const PIECES = 8;

/** Packs the whole of a small file; of a large one, pieces at even distances, so that its beginning does not decide. */
export async function pack({ path, sampleBytes }: PackTask): Promise<PackAnswer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const isWhole = size <= sampleBytes;
    const pieceBytes = isWhole ? size : Math.floor(sampleBytes / PIECES);
    const piece = Buffer.alloc(pieceBytes);
    let readBytes = 0;
    let packedBytes = 0;
    for (let at = 0; at < (isWhole ? 1 : PIECES); at++) {
      const position = isWhole ? 0 : Math.floor((at * (size - pieceBytes)) / (PIECES - 1));
      const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
      readBytes += bytesRead;
      // A zip stores what packing would make larger.
      packedBytes += Math.min(bytesRead, deflateRawSync(piece.subarray(0, bytesRead)).length);
    }
    return { kind: 'packed', readBytes, packedBytes };
  } finally {
    await file.close();
  }
}
