import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../../electron/contract/format.ts';
import { amendmentWords, consentWords } from '../../../../../electron/features/rules/acknowledgement/consent.ts';
import { importOfficialText } from '../../../../../electron/features/rules/import/official-text.ts';
import { builtInPack } from '../../../../../electron/features/rules/pack.ts';
import { BUILT_IN } from '../../../../../electron/settings/built-in.ts';
import { acknowledgementWords } from '../../../../../electron/shell/acknowledgement-words.ts';

const { text } = await builtInPack();
const consent = (language: Language, own: object = {}, of = text) => {
  const acknowledgement = { ...BUILT_IN.acknowledgement, ...own };
  const settings = { ...BUILT_IN, agencyName: '桃園市政府', acknowledgement };
  return consentWords(of, settings, language, acknowledgementWords(language));
};

describe('what a person signs under', () => {
  it('is the sentence as it was decided, filled in from the official text', () => {
    expect(consent('zh-TW').statement).toBe(
      '本人已閱讀並瞭解《桃園市政府網路相關資源使用規範》（113 年 2 月 7 日府智安字第 1130035811 號函修正）全文，並將依規範使用市政網路資源。本確認不包含同意行為監控，亦不影響本人依法享有之權利。',
    );
    expect(consent('en').statement).toMatch(/amended on 7 February 2024.* no consent to being monitored/);
  });

  it('names no date where the text has none', () => {
    const undated = { title: '某機關網路規範', amendments: [] };
    expect(consent('zh-TW', {}, { ...text, ...undated }).statement).toMatch(
      /^本人已閱讀並瞭解《某機關網路規範》全文，/,
    );
  });

  it('is the agency’s own wording where it has set one', () => {
    const statement = { 'zh-TW': '{agency}同仁已閱讀《{title}》（{amendment}）{unknown}', en: 'I read {title}' };
    expect(consent('zh-TW', { statement }).statement).toBe(
      '桃園市政府同仁已閱讀《桃園市政府網路相關資源使用規範》（113 年 2 月 7 日府智安字第 1130035811 號函修正）{unknown}',
    );
    expect(consent('en', { statement }).statement).toBe('I read 桃園市政府網路相關資源使用規範');
  });

  it('comes with the six items of the privacy notice, and on what the duty rests', () => {
    const { privacyNotice, basis } = consent('zh-TW', {
      basis: '府智安字第1150000001號函',
      askWhom: { name: '資訊科', phone: '03-1234567', hours: '' },
    });
    expect(basis).toBe('府智安字第1150000001號函');
    expect(privacyNotice.split('\n').map((line) => line.slice(0, 2))).toEqual([
      '依個',
      '一、',
      '二、',
      '三、',
      '四、',
      '五、',
      '六、',
    ]);
    for (const said of ['桃園市政府', '〇〇二人事管理', 'C〇〇一', '智發會', '資訊科（03-1234567）', '第 3 條'])
      expect(privacyNotice).toContain(said);
    for (const language of ['zh-TW', 'en'] as const) {
      expect(consent(language).privacyNotice).not.toMatch(/\{|undefined/);
      expect(consent(language).privacyNotice.length).toBeLessThan(4000);
    }
  });

  it.each([
    [
      '中華民國113年2月7日府法字第1130000001號令修正發布全文五條',
      '府法字第 1130000001 號令修正',
      'by order 府法字第1130000001號',
    ],
    ['中華民國113年2月7日府法字第 123  號 令修正', '府法字第 123 號令修正', 'by order 府法字第 123  號'],
    [
      '中華民國113年2月7日總統（84）華總（一）義字第 5960 號令修正',
      '總統（84）華總（一）義字第 5960 號令修正',
      'by order',
    ],
    ['中華民國113年2月7日府法字第1號公告修正', '府法字第 1 號公告修正', 'by notice'],
    ['中華民國113年2月7日府法字第1號函修正', '府法字第 1 號函修正', 'by letter'],
    ['中華民國113年2月7日府法字第1號修正', '府法字第 1 號修正', 'amended on 7 February 2024 under 府法字第1號'],
  ])('says by what it was issued, as published: %s', (line, zh, en) => {
    const read = importOfficialText(`規範\n${line}\n一、甲。`);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(consent('zh-TW', {}, read.text).statement).toContain(`（113 年 2 月 7 日${zh}）`);
    expect(consent('en', {}, read.text).statement).toContain(en);
  });

  it('names no kind of letter where a law database gives the number alone', () => {
    const fields = '名稱：規範\n修正日期：民國 113 年 2 月 7 日\n發文字號：府法字第 1 號';
    const [plain, order] = ['', ' 令'].map((kind) => importOfficialText(`${fields}${kind}\n一、甲。`));
    if (!plain?.ok || !order?.ok) throw new Error('not read');
    expect(consent('zh-TW', {}, plain.text).statement).toContain('府法字第 1 號修正');
    expect(consent('zh-TW', {}, order.text).statement).toContain('府法字第 1 號令修正');
  });

  it('cites each kind of letter as it is written', () => {
    const say = acknowledgementWords('zh-TW');
    const like = { dateRoc: '', date: '2015-06-08', words: '' };
    expect(amendmentWords({ ...like, action: 'issued', number: '' }, 'zh-TW', say)).toBe('104 年 6 月 8 日訂定');
    const repealed = { ...like, action: 'repealed', number: '府字第12號', words: '府字第12號函廢止' } as const;
    expect(amendmentWords(repealed, 'zh-TW', say)).toBe('104 年 6 月 8 日府字第 12 號函廢止');
  });
});
