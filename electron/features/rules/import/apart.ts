import { endsSentence } from './lines.ts';

const B = /[ \t\u3000]{0,4}/.source;
const N = /[0-9０-９]{1,4}/.source;
const OF = `(?:${B}${/[/／]/.source}${B}${/共?/.source}${B}${N})`;

/** `3`, `- 3 -`, `3/12`, `第 3 頁，共 12 頁`, `頁 3 / 12`, `頁次：3/12`, `Page 3 of 12`. */
const PAGE_NUMBER = new RegExp(
  [
    `${/[-–—－~～]?/.source}${B}${N}${OF}?${B}${/[-–—－~～]?/.source}`,
    `${/第/.source}${B}${N}${B}${/頁.{0,16}/.source}`,
    `${/頁[次碼數]?/.source}${B}${/[：:]?/.source}${B}${N}${OF}?`,
    `${N}${OF}${B}${/頁/.source}`,
    `page${B}${N}(?:${B}of${B}${N}|${OF})?`,
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'iu',
);

const ATTACHED = /[（(【〔[]?(?:附件|附表|附圖|附錄|附註|備註|註)[一二三四五六七八九十0-9０-９]{0,3}/.source;
const ATTACHMENT = new RegExp(`^${ATTACHED}${B}(?:${/[：:、）)】〕\]]/.source}|$)`, 'u');
/** `附件一　網路使用申請表`: the blank parts a heading, unless a sentence follows ("附表二 所列機關，應…"). */
const ATTACHMENT_HEADING = new RegExp(`^${ATTACHED}${/[ \t\u3000]+[^。，；：]*$/.source}`, 'u');

/** What law databases and printing programs put between articles or below the last. */
const PRINTED_BESIDE =
  /^[（(【〔［[]?(?:(?:立法|修正)(?:理由|說明)|資料來源|(?:列印|下載|查詢)(?:時間|日期|人員?|者))[）)】〕］\]]?(?:[ \t\u3000]*[：:]|[ \t\u3000]+[0-9０-９]|$)/u;

/** A page's number, or the running title at a page's head with or without one. */
export function isPageEdge(text: string, title: string | null): boolean {
  if (PAGE_NUMBER.test(text)) return true;
  if (title === null || !text.startsWith(title)) return false;
  const rest = text.slice(title.length).trim();
  return rest === '' || PAGE_NUMBER.test(rest);
}

/** Begins an annex, a note, the reasons of an amendment or what was printed beside the text. */
export function isBesideText(text: string): boolean {
  return ATTACHMENT.test(text) || ATTACHMENT_HEADING.test(text) || PRINTED_BESIDE.test(text);
}

/** May end here: with a sentence, or where a list follows that its colon opened. */
export function isWhole(text: string, opensList: boolean): boolean {
  return endsSentence(text) || (opensList && /[：:]$/u.test(text));
}
