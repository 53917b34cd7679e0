import type { Article, Clause, ImportReason } from '../../../contract/rules.ts';
import { isBesideText, isPageEdge, isWhole } from './apart.ts';
import { endsSentence, isDeletion, isFull, joined, type Line } from './lines.ts';
import { beginsWithOtherNumber, isChapterHeading, type Marker, readMarker } from './marker.ts';
import type { Problems } from './problem.ts';

/** An article or clause as it grows. */
interface Item {
  readonly id: string;
  readonly label: string;
  readonly line: Line;
  readonly clauses: Item[];
  text: string;
  /** Behind a finished sentence, the first line whose place nothing but its position says: a signature stands there too. */
  doubtful?: Line;
}

/** An open list: its style is its last number's. */
interface Level {
  readonly marker: Marker;
  readonly item: Item;
}

/** Article, clause, and two levels below: the contract's ids hold no more. */
const DEEPEST = 4;
const MOST_ARTICLES = 300;
const MOST_CLAUSES = 200;
const TEXT_MAX_CHARACTERS = 4000;
const LARGEST_INSERTED = 99;

/** Words that only an article's next paragraph begins with. */
const NEXT_PARAGRAPH = /^(?:前[一二兩三四五六七八九十]?項|第[一二三四五六七八九十]{1,2}項)/u;

/**
 * Reads articles and clauses, line after line. A number belongs to the innermost open list of its style, and must be
 * that list's next one; another style opens a list inside, from 1.
 */
export class Body {
  private readonly articles: Item[] = [];
  private readonly levels: Level[] = [];
  private readonly problems: Problems;
  private readonly wrapColumns: number | null;
  private readonly title: string | null;
  private current: Item | null = null;
  private before: Line | null = null;

  /** `title`: where it comes again, it is a page's head. */
  constructor(lines: readonly Line[], title: string | null, wrapColumns: number | null, problems: Problems) {
    this.problems = problems;
    this.title = title;
    this.wrapColumns = wrapColumns;
    for (const line of lines) {
      if (problems.areEnough) break;
      this.take(line);
      this.before = line;
    }
    this.leave(false);
  }

  /** Only where no problem was found are these the text. */
  read(): Article[] {
    if (this.articles.length > MOST_ARTICLES) this.refuse('too-many', this.articles[MOST_ARTICLES]?.line);
    return this.articles.map((item) => {
      if (item.clauses.length > MOST_CLAUSES) this.refuse('too-many', item.clauses[MOST_CLAUSES]?.line);
      const clauses = item.clauses.map((clause, at) => {
        const hasClauses = item.clauses[at + 1]?.id.startsWith(`${clause.id}.`) ?? false;
        if (clause.text === '' && !hasClauses) this.refuse('empty', clause.line);
        return finished(clause);
      });
      if (item.text === '' && clauses.length === 0) this.refuse('empty', item.line);
      return { ...finished(item), clauses };
    });
  }

  private take(line: Line): void {
    const isBetween = !this.current || this.current.text === '' || endsSentence(this.current.text);
    const marker = readMarker(line.text);
    if (isChapterHeading(line.text) && (isBetween || !this.isBeforeFull())) this.refuse('chapter', line);
    else if (isPageEdge(line.text, this.title)) this.refuse('page-number', line);
    else if (marker && this.isNumber(marker, line, isBetween)) this.open(marker, line);
    else this.takeWords(line, isBetween);
  }

  /** False: these are words ("第四條規定 …" in the midst of a sentence). */
  private isNumber(marker: Marker, line: Line, isBetween: boolean): boolean {
    const [first] = this.levels;
    if (!first) return true;
    const level = this.levels.find(({ marker: { kind } }) => kind === marker.kind);
    if (!marker.isParted) {
      if (!level) return false;
      const isNext = follows(level.marker, marker);
      if (first.marker.isParted ? isNext : isNext !== isBetween) this.refuse('ambiguous', line);
      return !first.marker.isParted && isNext && isBetween;
    }
    // A wrapped sentence may go on with two numbers of a row.
    if (!isBetween && !/[：:，,]$/u.test(this.current?.text ?? '') && this.isBeforeFull())
      this.refuse('ambiguous', line);
    return true;
  }

  private open(marker: Marker, line: Line): void {
    const depth = this.levels.findIndex(({ marker: { kind } }) => kind === marker.kind);
    const last = this.levels[depth]?.marker;
    this.leave(depth < 0);
    if (last && !follows(last, marker)) this.refuse(isAfter(last, marker) ? 'gap' : 'repeat', line);
    if (!last && (marker.number !== 1 || marker.inserted !== 0)) this.refuse('not-from-one', line);
    if (marker.inserted > LARGEST_INSERTED) this.refuse('too-many', line);
    if (depth >= 0) this.levels.length = depth;
    // An article inside another's list: the first number was none.
    else if (this.levels.length > 0 && marker.kind.startsWith('article')) this.refuse('repeat', line);
    if (this.levels.length === DEEPEST) {
      this.refuse('too-deep', line);
      return;
    }

    const article = this.levels[0]?.item;
    if (article?.clauses.at(-1)?.label === '') this.refuse('second-list', line);
    const own = marker.inserted > 0 ? `${marker.number}-${marker.inserted}` : String(marker.number);
    const parent = this.levels.at(-1)?.item;
    const item: Item = {
      id: parent ? `${parent.id}.${own}` : own,
      label: marker.label,
      line,
      clauses: [],
      text: marker.text,
    };
    (article?.clauses ?? this.articles).push(item);
    this.levels.push({ marker, item });
    this.current = item;
    if (marker.text.length > TEXT_MAX_CHARACTERS) this.refuse('too-long', line);
  }

  private takeWords(line: Line, isBetween: boolean): void {
    const { current } = this;
    const { text } = line;
    if (!current) this.refuse('unnumbered', line);
    else if (current.text === '') current.text = text;
    else if (isDeletion(current.text)) this.refuse('unnumbered', line);
    else if ((isBetween || /[：:]$/u.test(current.text)) && beginsWithOtherNumber(text))
      this.refuse('other-number', line);
    else if (isBesideText(text) && (isBetween || !this.isBeforeFull())) this.refuse('attachment', line);
    else if (NEXT_PARAGRAPH.test(text) && (isBetween || !this.isBeforeFull())) this.takeParagraph(current, line);
    else {
      if (isBetween) current.doubtful ??= line;
      if (!isBetween || this.isBeforeFull()) this.extend(current, joined(current.text, text), line);
      else this.takeParagraph(current, line);
    }
  }

  /** What follows a finished sentence and never ends one itself is no paragraph for certain: a signature, a table. */
  private leave(forList: boolean): void {
    const { current } = this;
    if (current?.doubtful && !isWhole(current.text, forList)) this.refuse('unnumbered', current.doubtful);
  }

  /** Of the article, where it is open itself; behind its clauses only where the words themselves say so. */
  private takeParagraph(current: Item, line: Line): void {
    const [article, list, deeper] = this.levels;
    if (!list || current.label === '') this.extend(current, `${current.text}\n${line.text}`, line);
    else if (!article || deeper || !NEXT_PARAGRAPH.test(line.text)) this.refuse('unnumbered', line);
    else {
      this.current = { id: `${article.item.id}.0`, label: '', line, clauses: [], text: line.text };
      article.item.clauses.push(this.current);
      this.levels.length = 1;
    }
  }

  private extend(item: Item, text: string, line: Line): void {
    // Named once, and not grown further: what a file of any size costs stays in proportion to it.
    if (item.text.length > TEXT_MAX_CHARACTERS) return;
    item.text = text;
    if (text.length > TEXT_MAX_CHARACTERS) this.refuse('too-long', line);
  }

  private isBeforeFull(): boolean {
    return this.before !== null && isFull(this.before, this.wrapColumns);
  }

  private refuse(reason: ImportReason, line: Line | undefined): void {
    this.problems.add(reason, line?.number ?? 0, line?.text ?? '');
  }
}

function follows(last: Marker, next: Marker): boolean {
  return next.inserted === 0
    ? next.number === last.number + 1
    : next.number === last.number && next.inserted === last.inserted + 1;
}

function isAfter(last: Marker, next: Marker): boolean {
  return next.number > last.number || (next.number === last.number && next.inserted > last.inserted);
}

function finished({ id, label, text }: Item): Clause {
  return { id, label, text, deleted: isDeletion(text) };
}
