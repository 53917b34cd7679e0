import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

export interface Owner {
  readonly name: string;
  readonly processId: number;
}

/**
 * Looks through the open files of every process that this account may see, and puts into `owners` who holds each inode
 * of `wanted`: of several the longest running, which handed it on. One step a file, for slices; ends early with all found.
 */
export function* findOwners(wanted: ReadonlySet<number>, owners: Map<number, Owner>, proc = '/proc'): Generator<void> {
  for (const entry of readdirSync(proc)) {
    if (owners.size === wanted.size) return;
    const processId = Number(entry);
    if (!(processId > 0)) continue;
    let owner: Owner | null = null;
    for (const file of openFilesOf(`${proc}/${entry}/fd`)) {
      const inode = socketInode(`${proc}/${entry}/fd/${file}`);
      if (inode !== null && wanted.has(inode) && !owners.has(inode)) {
        owner ??= { name: programName(`${proc}/${entry}`), processId };
        owners.set(inode, owner);
      }
      yield;
    }
    yield;
  }
}

/** None where the process has ended or belongs to another account. */
function openFilesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function socketInode(link: string): number | null {
  try {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.[1];
    return inode === undefined ? null : Number(inode);
  } catch {
    return null; // Closed since.
  }
}

/**
 * The program's file, which a process cannot rename at will as it can its `comm`. The kernel's " (deleted)" stays: a
 * program whose file is gone is worth a look.
 */
function programName(folder: string): string {
  try {
    return basename(readlinkSync(`${folder}/exe`));
  } catch {
    try {
      return readFileSync(`${folder}/comm`, 'utf8').trimEnd();
    } catch {
      return ''; // Ended since.
    }
  }
}
