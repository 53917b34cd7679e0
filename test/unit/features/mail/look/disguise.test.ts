import { describe, expect, test } from 'vitest';
import { endingOf, findingsOfKind, findingsOfName } from '../../../../../electron/features/mail/look/disguise.ts';
import { kindNamed } from '../../../../../electron/features/mail/look/file-kinds.ts';

const kinds = (name: string) => findingsOfName(name).map(({ kind }) => kind);

describe('a name', () => {
  test.each([
    ['報價單.pdf.exe', ['double-extension']],
    ['照片.JPG.scr', ['double-extension']],
    ['公文.docx            .js', ['double-extension', 'script']],
    ['發票.pdf.lnk', ['double-extension', 'shortcut']],
    ['報價\u202Efdp.exe', ['right-to-left-mark']],
    ['公告\u2067.pdf', ['right-to-left-mark']],
    ['公告\u200B.pdf', ['hidden-mark']],
    ['\u200E公告.pdf', ['hidden-mark']],
    ['報價.p\u200Bdf.exe', ['hidden-mark', 'double-extension']],
    ['安裝.bat', ['script']],
    ['網站.url', ['shortcut']],
  ])('%s gives itself away', (name, due) => {
    expect(kinds(name)).toEqual(due);
  });

  test.each([
    '113.02.07 府智安字第1130035811號.pdf',
    '備份.tar.gz',
    '會議紀錄.v2.docx',
    '名單.csv',
    '圖.final.png',
    'README',
    '全家福👨\u200D👩\u200D👧.jpg',
    '值班👩🏽\u200D🚒.docx',
  ])('%s is no disguise', (name) => {
    expect(kinds(name)).toEqual([]);
  });

  test('shows where the hidden mark stands', () => {
    expect(findingsOfName('報價\u202Efdp.exe')[0]?.detail).toBe('報價[U+202E]fdp.exe');
    expect(findingsOfName('公\u200B告👨\u200D👩.pdf')[0]?.detail).toBe('公[U+200B]告👨👩.pdf');
  });

  test('ends where Windows ends it', () => {
    expect(endingOf('a.exe. . ')).toBe('exe');
    expect(endingOf('a.pdf\u202E')).toBe('pdf');
    expect(endingOf('無副檔名')).toBe('');
  });
});

describe('content under another name', () => {
  const found = (name: string, content: string | null) =>
    findingsOfKind(name, content === null ? null : kindNamed(content)).map(({ kind }) => kind);

  test.each([
    ['報告.pdf', 'exe', ['program', 'type-differs']],
    ['報告.pdf', 'docx', ['type-differs']],
    ['報告.pdf', null, ['type-differs']],
    ['報告.docx', 'html', ['type-differs']],
    ['setup.exe', 'exe', ['program']],
    ['setup.msi', 'msi', ['program']],
    ['小工具.jar', 'jar', ['program']],
    ['照片.jpg', 'sh', ['script', 'type-differs']],
  ])('%s that is %s is told', (name, content, due) => {
    expect(found(name, content)).toEqual(due);
  });

  test.each([
    ['範本.dotx', 'docx'],
    ['巨集.xlsm', 'xlsx'],
    ['名單.csv', 'txt'],
    ['舊表.xls', 'html'],
    ['舊檔.doc', 'rtf'],
    ['照片.jpeg', 'jpg'],
    ['資料.dat', 'zip'],
    ['紀錄.log', 'txt'],
    ['無副檔名', 'pdf'],
    ['不明.dat', null],
  ])('%s that is %s is in order', (name, content) => {
    expect(found(name, content)).toEqual([]);
  });
});
