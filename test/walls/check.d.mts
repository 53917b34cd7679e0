export interface Finding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly found: string;
  readonly instead: string;
}

export interface Rule {
  readonly name: string;
}

export declare const allRules: readonly Rule[];
export declare function checkText(path: string, text: string, rules?: readonly Rule[]): Finding[];
export declare function checkTree(
  root: string,
  folders: readonly string[],
  rules?: readonly Rule[],
): { readonly files: number; readonly findings: readonly Finding[] };
