import { dirname, join } from 'node:path';
import type { DeliveryFs } from '../../../electron/delivery/durable-files.ts';

/** The power went, or the process was killed: nothing after this happens. */
export class PowerCut extends Error {}

/** Counts every step that leaves the process, of files and of the network, and ends all after the Nth. */
export class Steps {
  count = 0;
  private readonly lastStep: number;

  constructor(lastStep = Number.POSITIVE_INFINITY) {
    this.lastStep = lastStep;
  }

  get isOver(): boolean {
    return this.count > this.lastStep;
  }

  /** Every step from the Nth on: not taken at all. */
  take(): void {
    this.count += 1;
    if (this.isOver) throw new PowerCut(`power cut after step ${this.lastStep}`);
  }
}

interface FileNode {
  content: Buffer;
  /** What a disk would still hold after a power cut; null: nothing was ever confirmed. */
  confirmed: Buffer | null;
}

/**
 * A file system that keeps its word and no more: content survives a power cut once the file was synced, a name once
 * its folder was. What was not confirmed is lost, or (as `kept`) had luckily been written all the same.
 */
export class PowerCutFs {
  readonly steps: Steps;
  private folders: Set<string>;
  private names: Map<string, FileNode>;
  private confirmedNames: Map<string, FileNode>;
  /** Set to make every write fail as on a full disk. */
  isFull = false;

  constructor(steps: Steps, disk?: { folders: Iterable<string>; names: Iterable<[string, FileNode]> }) {
    this.steps = steps;
    this.folders = new Set(disk?.folders ?? ['/', '.']);
    this.names = new Map(disk?.names ?? []);
    this.confirmedNames = new Map(this.names);
  }

  /** The disk as the next start finds it. */
  afterPowerCut(unconfirmed: 'lost' | 'kept', steps: Steps): PowerCutFs {
    const names = unconfirmed === 'kept' ? this.names : this.confirmedNames;
    const nodes = [...names].map(([path, { content, confirmed }]): [string, FileNode] => {
      const survived = unconfirmed === 'kept' ? content : (confirmed ?? Buffer.alloc(0));
      return [path, { content: survived, confirmed: survived }];
    });
    return new PowerCutFs(steps, { folders: this.folders, names: nodes });
  }

  paths(): string[] {
    return [...this.names.keys()].sort();
  }

  textOf(path: string): string {
    return this.node(path).content.toString();
  }

  overwrite(path: string, text: string): void {
    this.names.set(path, { content: Buffer.from(text), confirmed: Buffer.from(text) });
  }

  asFs(): DeliveryFs {
    const fs = {
      open: async (path: string, flags: string) => this.open(path, flags),
      rename: async (from: string, to: string) => {
        this.steps.take();
        const node = this.node(from);
        this.names.delete(from);
        this.names.set(to, node);
      },
      unlink: async (path: string) => {
        this.steps.take();
        this.node(path);
        this.names.delete(path);
      },
      mkdir: async (path: string) => {
        this.steps.take();
        let first: string | undefined;
        for (let at = path; !this.folders.has(at); at = dirname(at)) {
          this.folders.add(at);
          first = at;
        }
        return first;
      },
      readdir: async (path: string) => {
        this.steps.take();
        if (!this.folders.has(path)) throw systemError('ENOENT', path);
        return [...this.names.keys()]
          .filter((each) => dirname(each) === path)
          .map((each) => each.slice(path.length + 1));
      },
      readFile: async (path: string) => {
        this.steps.take();
        return this.node(path).content.toString('utf8');
      },
    };
    return fs as unknown as DeliveryFs;
  }

  private open(path: string, flags: string) {
    this.steps.take();
    if (this.folders.has(path)) return this.folderHandle(path);
    if (!this.folders.has(dirname(path))) throw systemError('ENOENT', path);
    const found = this.names.get(path);
    if (!found && (flags === 'r' || flags === 'r+')) throw systemError('ENOENT', path);
    if (found && flags.includes('x')) throw systemError('EEXIST', path);
    const node = found ?? { content: Buffer.alloc(0), confirmed: null };
    if (flags.startsWith('w')) node.content = Buffer.alloc(0);
    this.names.set(path, node);
    return this.fileHandle(node);
  }

  private folderHandle(folder: string) {
    return {
      sync: async () => {
        this.steps.take();
        for (const path of this.confirmedNames.keys()) if (dirname(path) === folder) this.confirmedNames.delete(path);
        for (const [path, node] of this.names) if (dirname(path) === folder) this.confirmedNames.set(path, node);
      },
      close: async () => {},
    };
  }

  private fileHandle(node: FileNode) {
    const confirm = async () => {
      this.steps.take();
      node.confirmed = Buffer.from(node.content);
    };
    return {
      stat: async () => ({ size: node.content.length }),
      read: async (buffer: Buffer, offset: number, length: number, position: number) => ({
        bytesRead: node.content.copy(buffer, offset, position, position + length),
      }),
      write: async (bytes: Buffer, offset: number, length: number, position: number) => {
        // A write that is cut short leaves its first half, as disks do.
        const half = Math.ceil(length / 2);
        if (this.isFull) throw systemError('ENOSPC', 'no space left on device');
        this.put(node, bytes.subarray(offset, offset + half), position);
        this.steps.take();
        this.put(node, bytes.subarray(offset + half, offset + length), position + half);
        return { bytesWritten: length };
      },
      truncate: async (size: number) => {
        this.steps.take();
        node.content = Buffer.from(node.content.subarray(0, size));
      },
      sync: confirm,
      datasync: confirm,
      close: async () => {},
    };
  }

  private put(node: FileNode, bytes: Buffer, position: number): void {
    const size = Math.max(node.content.length, position + bytes.length);
    const content = Buffer.alloc(size);
    node.content.copy(content);
    bytes.copy(content, position);
    node.content = content;
  }

  private node(path: string): FileNode {
    const node = this.names.get(path);
    if (!node) throw systemError('ENOENT', path);
    return node;
  }
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

export const FOLDER = join('/', 'data', 'delivery');
