import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { IncidentPhase, IncidentView, Seen, StillUpWhy } from '../../../../electron/contract/incident.ts';
import {
  type ReportStanding,
  type Telling,
  whatIsTrue,
  whatTheTrayTells,
  whatToSay,
  whomToCall,
} from '../../../../electron/contract/incident-words.ts';
import { IncidentSettings } from '../../../../electron/contract/settings.ts';
import {
  drillQrText,
  QR_MAX_CHARACTERS,
  qrText,
  type Words,
} from '../../../../electron/features/incident/phone-words.ts';

const languages = ['zh-TW', 'en'] as const;
const resources = Object.fromEntries(
  languages.map((language) => [
    language,
    { incident: JSON.parse(readFileSync(`locales/${language}/incident.json`, 'utf8')) },
  ]),
);
const i18n = i18next.createInstance();
await i18n.init({ resources, lng: 'zh-TW', defaultNS: 'incident', interpolation: { escapeValue: false } });
const wordsIn =
  (language: string): Words =>
  (key, values) => {
    const words: unknown = i18n.getResource(language, 'incident', key);
    if (typeof words !== 'string') throw new Error(`no words for ${key} in ${language}`);
    return i18n.services.interpolator?.interpolate(words, { ...values }, language, {}) ?? '';
  };
const zh = wordsIn('zh-TW');

const taipei = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const HOTLINE = {
  name: '值勤',
  phone: '03-100',
  hours: { days: [1, 2, 3, 4, 5], opensAt: '08:00', closesAt: '17:00' },
  afterHoursPhone: '0900-1',
};
const TELLING: Telling = {
  hotlines: [],
  commission: { name: '智發會', phone: '', hours: '' },
  timeZone: 'Asia/Taipei',
  nowMs: taipei('2026-11-23 14:33:00'),
  language: 'zh-TW',
};
const VIEW: IncidentView = {
  phase: 'cut-confirmed',
  code: 'K7M-4Q2',
  firstId: 'x',
  drill: false,
  mayCut: true,
  clickedAtMs: taipei('2026-11-23 14:32:03'),
  cutsAtMs: null,
  cutAskedAtMs: taipei('2026-11-23 14:32:04'),
  offBefore: false,
  confirmedAtMs: taipei('2026-11-23 14:32:05'),
  stillUpWhy: null,
  cutTried: null,
  restoreTried: null,
  othersSignedIn: null,
  lastLook: 'yes',
  adapters: [],
  missing: [],
  mayRestore: true,
  restoreAsked: false,
  restoredAtMs: null,
  mayClose: false,
  joinsUntilMs: null,
  detailsGiven: false,
  falseAlarm: false,
  released: [],
  drillTookMs: null,
  unsaved: 0,
  saveProblem: null,
};
const said = (change: Partial<IncidentView>, report: ReportStanding = null, words = zh, telling = TELLING) =>
  whatIsTrue(IncidentView.parse({ ...VIEW, ...change }), report, telling)
    .map(({ key, values }) => words(key, values))
    .join('');
const standing = (state: NonNullable<ReportStanding>['state']): ReportStanding => ({
  state,
  atMs: taipei('2026-11-23 14:33:00'),
  outcome: null,
});

const YOU_CUT = '您於 115 年 11 月 23 日 14:32 以本程式斷線；智發會同意後，按「恢復連線」即可恢復。';

describe('the sentences that must be exactly right', () => {
  it('on the button', () => {
    expect(zh('button.cutHint', {})).toBe('立即斷線並通報（可復原；本程式不刪除檔案，惟線上未儲存之內容可能遺失。）');
  });

  it('cut, and not delivered', () => {
    const commission = { name: '○○○', phone: '', hours: '' };
    expect(said({}, null, zh, { ...TELLING, commission: { ...commission, name: '智發會' } })).toBe(
      `已確認斷線（14:32:05）。通報尚未送達，請立即撥打 智發會，告知代碼 K7M-4Q2；智發會同意前，請勿恢復連線。${YOU_CUT}`,
    );
    const telling = { ...TELLING, hotlines: [{ ...HOTLINE, hours: null }] };
    expect(said({}, standing('queued'), zh, telling)).toContain('請立即撥打 值勤 03-100，告知代碼 K7M-4Q2；');
  });

  it('ask nobody to call for a drill', () => {
    const drill = said(
      { phase: 'drill-done', drill: true, cutAskedAtMs: null, confirmedAtMs: null },
      standing('saved'),
    );
    expect(drill).toContain('演練不需來電');
    expect(drill).not.toContain('請立即撥打');
  });

  it.each(languages)('of a drill never ask for a call, whatever becomes of its record: %s', (language) => {
    const call = /請立即|請撥打|請來電|情況緊急|call now|Call |If it is urgent/;
    const outcome = { refused: { by: '林', at: '', reason: '' } } as unknown as NonNullable<ReportStanding>['outcome'];
    const states = [null, 'saved', 'queued', 'sent', 'received', 'seen', 'handled', 'refused'] as const;
    const phases = ['saving', 'sending', 'drill-done', 'closed'] as const;
    for (const phase of phases)
      for (const state of states)
        for (const saveProblem of [null, 'ENOSPC']) {
          const report = state && { state, atMs: TELLING.nowMs, outcome };
          const words = said(
            { phase, drill: true, cutAskedAtMs: null, confirmedAtMs: null, saveProblem },
            report,
            wordsIn(language),
          );
          expect([phase, state, words]).toEqual([phase, state, expect.not.stringMatching(call)]);
        }
    // The same words of a real one do ask, or this would prove nothing.
    expect(said({ saveProblem: 'ENOSPC' }, null, wordsIn(language))).toMatch(call);
  });

  it('of a drill’s picture say that it is one', () => {
    const callee = { name: '值勤', phone: '03-100', otherPhone: '' };
    for (const language of languages) {
      const text = drillQrText('K7M-4Q2', callee, wordsIn(language));
      expect(text).toMatch(/演練，不需撥打|A drill: do not call/);
      expect(text).toContain('03-100');
    }
  });

  it('still up', () => {
    expect(said({ phase: 'still-up', stillUpWhy: 'not-off', confirmedAtMs: null }, standing('received'))).toMatch(
      /^尚未斷線！請拔除網路線或開啟飛航模式；仍無法斷線時，請立即關機。/,
    );
  });

  it('stored', () => {
    expect(said({}, standing('received'))).toBe(
      `已確認斷線（14:32:05）。通報已存入智發會系統（14:33），尚無人員確認；情況緊急請來電。${YOU_CUT}`,
    );
  });
});

describe('what is true is said', () => {
  it.each(languages)('for every phase and every standing of the report, in %s', (language) => {
    const words = wordsIn(language);
    for (const phase of IncidentPhase.options)
      for (const state of [null, 'saved', 'queued', 'sent', 'received', 'seen', 'handled', 'refused'] as const)
        for (const stillUpWhy of [null, ...StillUpWhy.options]) {
          const text = said({ phase, stillUpWhy }, state && standing(state), words);
          expect(text).not.toMatch(/\{\{|undefined|null/);
          expect(text.length).toBeGreaterThan(8);
        }
  });

  it('"disconnected" in no phase but the confirmed one', () => {
    for (const phase of IncidentPhase.options)
      expect([phase, said({ phase }).includes('已確認斷線')]).toEqual([phase, phase === 'cut-confirmed']);
  });

  it('saved on this PC is never told as sent or stored', () => {
    for (const report of [null, standing('saved'), standing('queued')])
      expect(said({}, report)).toContain('通報尚未送達，請立即撥打');
  });

  it('stored is told as seen only by a person’s word', () => {
    const outcome = { schema: 1, id: '01', seen: { at: '2026-11-23T06:40:00Z', by: '林值勤' } } as const;
    const seen = { state: 'seen', atMs: taipei('2026-11-23 17:05:00'), outcome } as const;
    expect(said({}, seen)).toContain('林值勤已看到通報（14:40）');
    // Read on the next day, by a PC that had no network till then.
    const nowMs = taipei('2026-11-24 08:00:00');
    expect(said({}, seen, zh, { ...TELLING, nowMs })).toContain('林值勤已看到通報（115 年 11 月 23 日 14:40）');
    expect(said({}, standing('received'))).toContain('尚無人員確認');
  });

  it('a server that turned the report away has told nobody, whatever it answered', () => {
    const turnedAway = said({}, standing('refused'));
    expect(turnedAway).toContain('通報尚未送達，請立即撥打');
    expect(turnedAway).not.toContain('未受理');
    const refused = { at: '2026-11-23T14:40:00+08:00', by: '林值勤' };
    const outcome = { schema: 1, id: '01', refused } as const;
    expect(said({}, { state: 'refused', atMs: TELLING.nowMs, outcome })).toContain('林值勤未受理本通報');
  });

  it('a report that is not on disk, with what to do', () => {
    expect(said({ saveProblem: 'ENOSPC' })).toMatch(/未能寫入.*抄下代碼 K7M-4Q2.*立即撥打/);
  });

  it('that the state cannot be read just now', () => {
    expect(said({ lastLook: 'unknown' })).toContain('目前無法讀取網路狀態');
  });

  it('how long the countdown still runs, and what did not come back', () => {
    const cutsAtMs = TELLING.nowMs + 6100;
    expect(said({ phase: 'countdown', cutsAtMs })).toContain('7 秒後斷線');
    expect(said({ phase: 'restore-incomplete', missing: ['eth0', 'wlan0'] })).toContain('eth0 / wlan0');
  });

  it('why it did not come back: a cable is to be looked for only where the system took the request', () => {
    const tried = (outcome: 'asked' | 'refused') => ({
      ways: [{ way: 'network-manager' as const, outcome, detail: '', adapters: [] }],
      unmanaged: null,
    });
    const incomplete: Partial<IncidentView> = { phase: 'restore-incomplete', confirmedAtMs: null, missing: ['eth0'] };
    expect(said({ ...incomplete, restoreTried: tried('asked') })).toContain('請檢查網路線');
    for (const restoreTried of [tried('refused'), null]) {
      const words = said({ ...incomplete, restoreTried });
      expect(words).toContain('系統未接受恢復連線之要求');
      expect(words).not.toContain('請檢查網路線');
    }
    expect(said({ ...incomplete, missing: [] })).not.toContain('下列網路');
  });

  it('that the network is on again, told apart from being connected', () => {
    const restored = {
      phase: 'restored',
      restoredAtMs: TELLING.nowMs,
      mayRestore: false,
      confirmedAtMs: null,
    } as const;
    expect(said({ ...restored, adapters: [{ name: 'eth0', state: 'up' }] })).toContain('已恢復連線（14:33:00）');
    const unplugged = said({ ...restored, adapters: [{ name: 'eth0', state: 'down' }] });
    expect(unplugged).toContain('網路已重新開啟（14:33:00）；目前未接網路線');
    expect(unplugged).not.toContain('已恢復連線');
  });

  it.each(languages)('every answer and sight has words in %s', (language) => {
    const words = wordsIn(language);
    for (const key of [...Seen.options, 'yes', 'no', 'not-sure']) expect(words(`details.${key}`, {})).not.toBe('');
    for (const key of IncidentSettings.shape.powerAdvice.unwrap().options)
      expect(words(`power.${key}`, {})).not.toBe('');
  });
});

describe('who cut the network, when, and how to undo it', () => {
  const tray = (change: Partial<IncidentView>, telling: Partial<Telling> = {}) =>
    whatTheTrayTells({ ...VIEW, ...change }, { ...TELLING, ...telling }).map(({ key, values }) =>
      wordsIn(telling.language ?? 'zh-TW')(key, values),
    );

  it('bears the day of the click, however much later the network was looked at again', () => {
    const nextMorning = { confirmedAtMs: taipei('2026-11-24 08:05:10') };
    const nowMs = taipei('2026-11-24 09:00:00');
    expect(said(nextMorning, null, zh, { ...TELLING, nowMs })).toMatch(
      new RegExp(`^已確認斷線（08:05:10）。.*${YOU_CUT}$`),
    );
    expect(tray(nextMorning, { nowMs })).toEqual(['已確認斷線（08:05:10）。', YOU_CUT]);
    expect(tray(nextMorning, { nowMs, language: 'en' })[1]).toContain('on 23 November 2026 at 14:32');
  });

  it('is said of a closed incident until it is undone, and first', () => {
    const closed = { phase: 'closed', confirmedAtMs: null } as const;
    expect(said(closed)).toMatch(/^您於 115 年 11 月 23 日 14:32 以本程式要求斷線，尚未確認恢復；.*本次通報已結束/);
    expect(tray(closed)).toEqual([expect.stringContaining('尚未確認恢復')]);
    const undone = { ...closed, mayRestore: false, restoredAtMs: TELLING.nowMs };
    expect(said(undone)).not.toContain('您於');
    expect(tray(undone)).toEqual([]);
  });

  it('asks nobody who is restoring to let it be, and says the same thing once', () => {
    const words = said({ phase: 'restore-incomplete', confirmedAtMs: null, missing: ['eth0'] });
    expect(words).toContain('通報尚未送達，請立即撥打');
    expect(words).not.toMatch(/請勿恢復連線|您於/);
    expect(tray({ phase: 'restore-incomplete', confirmedAtMs: null })[1]).toContain('您於 115 年 11 月 23 日 14:32');
  });

  const tried = (...outcomes: ('already' | 'asked' | 'refused' | 'late')[]) => ({
    ways: outcomes.map((outcome) => ({ way: 'network-manager' as const, outcome, detail: '', adapters: [] })),
    unmanaged: null,
  });

  it.each(languages)('is not claimed of a network that others had cut before the press: %s', (language) => {
    const off = { offBefore: true, cutTried: tried('already') };
    const words = said(off, null, wordsIn(language), { ...TELLING, hotlines: [{ ...HOTLINE, hours: null }] });
    const { yours, call } = {
      'zh-TW': { yours: /您於|已確認斷線/, call: /本程式未斷線；何時恢復應由斷線者決定，請先撥打 值勤 03-100/ },
      en: { yours: /You disconnected|Confirmed disconnected/, call: /this app did not\..*call 值勤 03-100 first/ },
    }[language];
    expect(words).not.toMatch(yours);
    expect(words).toMatch(call);
    expect(tray(off, { language }).join('')).not.toMatch(yours);
    for (const restoredAtMs of [null, TELLING.nowMs])
      for (const agency of ['', '環保局']) {
        const { key, values } = whatToSay({ ...VIEW, ...off, restoredAtMs }, agency);
        expect(wordsIn(language)(key, values)).toMatch(/按下之前網路就已中斷|the network was off before I pressed/);
      }
  });

  it('is not claimed either where the system let us change nothing; where it did not say so, it is', () => {
    expect(said({ cutTried: tried('refused') })).toContain('以本程式要求斷線，尚未確認恢復');
    for (const cutTried of [null, tried(), tried('asked'), tried('already', 'late'), tried('refused', 'asked')])
      expect(said({ cutTried })).toContain(YOU_CUT);
  });

  it('claims nothing of a cut that nobody is known to have asked for', () => {
    expect(said({ phase: 'not-cut', cutAskedAtMs: null, confirmedAtMs: null, mayRestore: true })).toContain(
      '本程式先前可能已將網路斷線',
    );
    expect(said({ phase: 'not-cut', cutAskedAtMs: null, confirmedAtMs: null, mayRestore: false })).not.toContain(
      '先前',
    );
  });
});

describe('whom to call', () => {
  const at = (text: string, change: Partial<typeof HOTLINE> = {}) =>
    whomToCall({ ...TELLING, hotlines: [{ ...HOTLINE, ...change }], nowMs: taipei(text) }).phone;

  it('is the hotline in its hours and the after-hours number outside them, the other one beside it', () => {
    expect([at('2026-11-23 08:00'), at('2026-11-23 16:59')]).toEqual(['03-100', '03-100']);
    expect([at('2026-11-23 17:00'), at('2026-11-22 12:00'), at('2026-11-23 03:00')]).toEqual(Array(3).fill('0900-1'));
    const late = whomToCall({ ...TELLING, hotlines: [HOTLINE], nowMs: taipei('2026-11-23 03:00') });
    expect(late.otherPhone).toBe('03-100');
  });

  it('knows hours that run over midnight', () => {
    const hours = { days: [5], opensAt: '22:00', closesAt: '06:00' };
    expect([at('2026-11-27 23:00', { hours }), at('2026-11-28 05:59', { hours })]).toEqual(['03-100', '03-100']);
    expect([at('2026-11-28 06:00', { hours }), at('2026-11-27 05:00', { hours })]).toEqual(['0900-1', '0900-1']);
  });

  it('is the commission where no hotline is set', () => {
    expect(whomToCall(TELLING)).toEqual({ name: '智發會', phone: '', otherPhone: '' });
  });
});

describe('the words for the phone', () => {
  it('carry the code, and say that the network was cut only where it was asked for', () => {
    const say = (change: Partial<IncidentView>) => {
      const { key, values } = whatToSay({ ...VIEW, ...change }, '環保局');
      return zh(key, values);
    };
    expect(say({})).toBe('您好，我是環保局同仁，電腦疑有異常，已用市網通要求斷線並通報，代碼 K7M-4Q2，請協助處理。');
    expect(say({ cutAskedAtMs: null })).toContain('尚未斷線');
    expect(say({ restoredAtMs: TELLING.nowMs })).toMatch(/已用市網通斷線並通報，現已恢復連線/);
  });

  it.each(languages)('fit the QR code in %s, however long the agency’s names', (language) => {
    const callee = { name: 'n'.repeat(80), phone: '9'.repeat(60), otherPhone: '8'.repeat(60) };
    for (const change of [{}, { cutAskedAtMs: null }, { restoredAtMs: TELLING.nowMs }, { offBefore: true }]) {
      const text = qrText({ ...VIEW, ...change }, '局'.repeat(80), callee, wordsIn(language));
      expect(text.length).toBeLessThanOrEqual(QR_MAX_CHARACTERS);
      expect(text).toContain('K7M-4Q2');
      expect(text).toContain('9'.repeat(60));
    }
  });
});
