import { describe, expect, it } from 'vitest';
import type { DeliveryDocument } from '../../../electron/contract/delivery.ts';
import { composeMail } from '../../../electron/shell/delivery-mail.ts';

const document: DeliveryDocument = {
  schema: 1,
  id: '01ARYZ6S410000000000000000',
  kind: 'incident',
  createdAt: '2026-11-23T14:32:05+08:00',
  clock: { timeZone: 'Asia/Taipei', unixMs: 1_795_415_525_000, offsetMs: -2_500 },
  body: {
    code: 'K7M-4Q2',
    drill: false,
    contact: { unit: '資訊科', extension: '1234', floor: '' },
    surroundings: { gateways: ['198.51.100.2'], dnsServers: [] },
    unheardOf: { deep: '{{code}} $t(subject)' },
  },
  attachments: [{ name: '畫面.png', mediaType: 'image/png', bytes: 3, sha256: 'a'.repeat(64), base64: 'AQID' }],
};

describe('the mail to the duty officer', () => {
  it('says in Traditional Chinese what it is, whom to call and by which code', () => {
    const { subject, text } = composeMail(document);
    expect(subject).toBe('【市網通】資安事件通報　K7M-4Q2');
    for (const line of [
      '  代碼：K7M-4Q2',
      '  演練：否',
      '    分機：1234',
      '    樓層：無',
      '    DNS 伺服器：無',
      '      1：198.51.100.2',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain('該電腦時鐘與伺服器相差：-2.5 秒');
    expect(text).toContain(`附件：畫面.png（3 位元組，SHA-256 ${'a'.repeat(64)}）`);
  });

  it('marks a drill in its subject and its first line, and asks nobody to do anything', () => {
    for (const language of ['zh-TW', 'en'] as const) {
      const drill = composeMail({ ...document, body: { ...document.body, drill: true } }, language);
      expect(drill.subject).toMatch(/演練|DRILL/);
      expect(drill.text.split('\n')[0]).toMatch(/這是演練|This is a drill/);
      expect(drill.text).not.toMatch(/請依下列電話|reach the person/);
    }
  });

  it('gives every connection one line, and says what is not known and why', () => {
    const program = { kind: 'known', value: { name: 'node', processId: 4242 } };
    const live = { protocol: 'tcp', remote: '203.0.113.9:443', program };
    const hidden = { ...live, program: { kind: 'unknown', why: 'other-account' } };
    const connections = {
      live: { kind: 'known', value: [live, hidden] },
      listening: { kind: 'unknown', why: 'EACCES' },
    };
    const lines = composeMail({ ...document, body: { connections } }).text.split('\n');
    expect(lines).toContain('      1：協定：TCP；對方位址：203.0.113.9:443；程式：node / 4242');
    expect(lines).toContain('      2：協定：TCP；對方位址：203.0.113.9:443；程式：不明：屬於其他帳號，系統不告知');
    expect(lines).toContain('    開放之連接埠：不明：EACCES');
  });

  it('gives the answers in the officer’s own language, names and values, and "not answered" for what is open', () => {
    const answers = {
      ...{ seen: ['ransom-note', 'slow'], sinceWhen: null, passwordTyped: 'yes', linkOrAttachmentOpened: 'not-sure' },
      ...{ filesUnreadable: 'no', personalOrConfidentialData: null, colleaguesToo: null, stillPowered: 'yes' },
      words: 'slow',
    };
    const body = { part: 'details', answers };
    const { text } = composeMail({ ...document, kind: 'incident-detail', body });
    for (const line of [
      '  文件種類：處理人員所問之事',
      '      1：勒索訊息',
      '      2：變得很慢',
      '    自何時起：未回答',
      '    是否輸入過密碼：是',
      '    是否點選過連結或開啟過附件：不確定',
      '    是否有檔案打不開：否',
      '    同事是否也有相同情形：未回答',
      '    說明：slow',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('leaves no field out, known or not, and takes none of it for a template', () => {
    expect(composeMail(document).text).toContain('    deep：{{code}} $t(subject)');
  });

  it('names a kind that it does not know', () => {
    expect(composeMail({ ...document, kind: 'key-enrolment', body: {} }, 'en')).toMatchObject({
      subject: '[CityNet Desk] Document (key-enrolment) 01ARYZ6S410000000000000000',
    });
  });

  it('tells an unknown clock from a right one', () => {
    const at = (offsetMs: number | null) => composeMail({ ...document, clock: { ...document.clock, offsetMs } }).text;
    expect(at(null)).toContain('相差：不明');
    expect(at(0)).toContain('相差：0 秒');
  });
});
