import type { Rule } from './check.mjs';

export interface Planted {
  readonly rule: string;
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly isInnocent: boolean;
}

export declare function plantedFiles(folder: string): Planted[];
export declare function unproved(planted: readonly Planted[], rules: readonly Rule[]): string[];
