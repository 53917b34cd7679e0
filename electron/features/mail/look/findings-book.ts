import type { FileFinding, NotLookedReason, PersonalDataHit, PersonalDataLook } from '../../../contract/mail.ts';
import { asLine } from './disguise.ts';

const FINDINGS_MAX = 100;
const LEFT_OUT_MAX = 20;
/** Of one kind within one archive: the eleventh says no more than the ten. */
const ALIKE_MAX = 10;

/** Gathers what one look finds and what it leaves out, within the contract's bounds. */
export class FindingsBook {
  readonly #findings: FileFinding[] = [];
  readonly #leftOut: { inside: string; at: string; why: NotLookedReason }[] = [];
  #hasLooked = false;

  add(...findings: readonly FileFinding[]): void {
    for (const finding of findings) {
      const alike = this.#findings.filter(({ kind }) => kind === finding.kind);
      const isKnown = alike.some(({ at, detail }) => at === finding.at && detail === finding.detail);
      if (!isKnown && alike.length < ALIKE_MAX && this.#findings.length < FINDINGS_MAX)
        this.#findings.push({ ...finding, at: asLine(finding.at), detail: asLine(finding.detail) });
    }
  }

  /** @param at pages; '' for all of the part */
  leaveOut(inside: string, why: NotLookedReason, at = ''): void {
    if (this.#leftOut.length < LEFT_OUT_MAX) this.#leftOut.push({ inside: asLine(inside), at: asLine(at), why });
  }

  /** Some text was looked through. */
  noteLooked(): void {
    this.#hasLooked = true;
  }

  get findings(): FileFinding[] {
    return this.#findings;
  }

  /** What was looked through nowhere is never free of personal data. */
  personalData(hits: PersonalDataHit[]): PersonalDataLook {
    if (this.#hasLooked) return { kind: 'looked', hits, leftOut: this.#leftOut };
    const [first] = this.#leftOut;
    return { kind: 'not-looked', why: first?.why ?? 'no-text', detail: first?.inside ?? '' };
  }
}

/** `2, 5–7` for pages 2, 5, 6 and 7, ascending as given. */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === page) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
