import { join } from 'node:path';
import { z } from 'zod';
import { KeyEnrolment } from '../../../contract/acknowledgement.ts';
import { DocumentId } from '../../../contract/delivery.ts';
import { type DeliveryFs, namesIn } from '../../../delivery/durable-files.ts';
import { isOwnEnrolment } from './receipt.ts';

/** `keys/1.json`, then 2 …: written once and never changed; the highest number is the key in use. */
export const KeyFile = z.strictObject({
  schema: z.literal(1),
  generation: z.int().positive(),
  /** The enrolment's own document, ready to be handed over without the key store. */
  enrolmentId: DocumentId,
  enrolment: KeyEnrolment,
  /** PKCS #8, DER; sealed by the key store, or as it is where the agency allowed that. */
  secret: z.strictObject({ kind: z.enum(['sealed', 'plain']), base64: z.base64() }),
});
export type KeyFile = z.infer<typeof KeyFile>;

export const keysFolder = (folder: string): string => join(folder, 'keys');

export interface KeyFilesRead {
  /** Oldest first. */
  readonly files: KeyFile[];
  /** The highest generation whose file is not what was written, and so cannot sign any more; 0: none. */
  readonly unreadable: number;
}

/** Changes nothing. Rejects with the file system's error. */
export async function readKeyFiles(
  fs: Pick<DeliveryFs, 'readdir' | 'readFile'>,
  folder: string,
  log?: (line: string) => void,
): Promise<KeyFilesRead> {
  const files: KeyFile[] = [];
  let unreadable = 0;
  for (const name of await namesIn(fs, folder)) {
    const [, generation] = /^(\d+)\.json$/.exec(name) ?? [];
    if (!generation) continue;
    try {
      const file = KeyFile.parse(JSON.parse(await fs.readFile(join(folder, name), 'utf8')));
      if (file.generation !== Number(generation) || !isOwnEnrolment(file.enrolment)) throw new Error('not as written');
      files.push(file);
    } catch (error) {
      unreadable = Math.max(unreadable, Number(generation));
      log?.(`acknowledgement: key ${generation} cannot be read: ${String(error)}`);
    }
  }
  return { files: files.sort((one, other) => one.generation - other.generation), unreadable };
}
