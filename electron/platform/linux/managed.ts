import { readManagedFile } from '../managed-file.ts';
import type { ManagedSource } from '../platform.ts';

const MANAGED_FILE = '/etc/citynet-desk/managed.json';
const ROOT_UID = 0;

/** The administrator's file; another one, whose owner is not checked, in an unpackaged run only. */
export function readManaged(otherFile: string | undefined): ManagedSource {
  return otherFile ? readManagedFile(otherFile, null) : readManagedFile(MANAGED_FILE, ROOT_UID);
}
