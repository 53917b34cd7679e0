import { describe, expect, it } from 'vitest';
import { FirstReport, IncidentBody } from '../../../../electron/contract/incident.ts';
import {
  detailsReport,
  evidenceReport,
  falseAlarmReport,
  firstReport,
  outcomeReport,
} from '../../../../electron/features/incident/report.ts';

const CLICKED_MS = Date.parse('2026-11-23T14:32:05+08:00');
const ABOUT = { code: 'K7M-4Q2', firstId: '01J', drill: false, timeZone: 'Asia/Taipei' };
const FACTS = {
  code: 'K7M-4Q2',
  drill: false,
  asked: 'cut' as const,
  remoteSession: null,
  clickedAtMs: CLICKED_MS,
  timeZone: 'Asia/Taipei',
  accountName: 'wang',
  machineName: 'PC-7',
  osName: 'Linux',
  appVersion: '0.1.0',
  contact: { unit: '資訊科', floor: '5', extension: '1234', callBackNumber: '' },
  surroundings: {
    adapters: {
      kind: 'known' as const,
      value: [{ name: 'eth0', kind: 'ethernet', state: 'up' as const, addresses: ['10.1.2.3'] }],
    },
    gateways: { kind: 'known' as const, value: ['10.1.2.1'] },
    dnsServers: { kind: 'unknown' as const, why: 'resolv.conf could not be read' },
    clockOffset: { kind: 'known' as const, value: { offsetMs: -1200, against: 'store.example' } },
  },
};

describe('the first report', () => {
  it('carries what a handler needs and nothing else: no usage, no self-check, no question tries', () => {
    const report = firstReport(FACTS);
    expect(FirstReport.parse(report)).toEqual(report);
    expect(Object.keys(report).sort()).toEqual(
      [
        ['accountName', 'appVersion', 'asked', 'clickedAt', 'code', 'contact', 'drill', 'machineName'],
        ['osName', 'part', 'remoteSession', 'schema', 'surroundings'],
      ].flat(),
    );
  });

  it('gives its time in the agency’s zone', () => {
    expect(firstReport(FACTS).clickedAt).toBe('2026-11-23T14:32:05+08:00');
  });

  it('of the first versions, which held a time that nobody was asked for, is still read', () => {
    const old = { ...firstReport(FACTS), noticedAt: null };
    expect(FirstReport.parse(old)).toEqual(old);
  });

  it('takes no name that its schema does not know', () => {
    const added = { ...firstReport(FACTS), usage: { countedBytes: 1 } };
    expect(FirstReport.safeParse(added).success).toBe(false);
  });
});

describe('further documents', () => {
  const answers = {
    seen: ['ransom-note' as const],
    sinceWhen: null,
    passwordTyped: 'yes' as const,
    linkOrAttachmentOpened: null,
    filesUnreadable: 'not-sure' as const,
    personalOrConfidentialData: null,
    colleaguesToo: 'no' as const,
    stillPowered: 'yes' as const,
    words: '',
  };
  const unread = { kind: 'unknown' as const, why: 'refused' };
  const bodies = (about: typeof ABOUT) => [
    outcomeReport(about, 'cut-confirmed', CLICKED_MS, {
      cutAskedAtMs: null,
      adapters: [{ name: 'eth0', state: 'down' }],
      tried: null,
      restoreReason: null,
    }),
    detailsReport(about, answers, CLICKED_MS),
    falseAlarmReport(about, 'a loose cable', CLICKED_MS),
    evidenceReport(
      about,
      { connections: { listening: unread, live: unread }, screenshotName: null, words: '' },
      CLICKED_MS,
      CLICKED_MS + 1000,
    ),
  ];

  it('are each what the contract publishes, and name the first', () => {
    for (const body of bodies(ABOUT)) expect(IncidentBody.parse(body)).toMatchObject({ first: '01J', code: 'K7M-4Q2' });
  });

  it('of an outcome hold how the cut was tried, and those of the first versions, without it, are read unchanged', () => {
    const tried = {
      ways: [{ way: 'nmcli' as const, outcome: 'late' as const, detail: '', adapters: [] }],
      unmanaged: ['usb0'],
    };
    const facts = { cutAskedAtMs: CLICKED_MS + 1500, adapters: [], tried, restoreReason: null };
    const body = outcomeReport(ABOUT, 'still-up', CLICKED_MS + 6500, facts);
    const times = { cutAskedAt: '2026-11-23T14:32:06+08:00', at: '2026-11-23T14:32:11+08:00' };
    expect(IncidentBody.parse(body)).toMatchObject({ tried, ...times });
    const { tried: _tried, cutAskedAt: _asked, ...old } = body;
    expect(IncidentBody.parse(old)).toEqual(old);
  });

  it('of a drill are marked as such', () => {
    for (const body of bodies({ ...ABOUT, drill: true })) expect(body.drill).toBe(true);
  });

  it('have no top-level name that a store would take for its own', () => {
    for (const body of bodies(ABOUT)) expect(Object.keys(body).some((name) => name.startsWith('_'))).toBe(false);
  });

  it('keep "not answered" apart from "no"', () => {
    const body = bodies(ABOUT)[1];
    expect(body).toMatchObject({ answers: { linkOrAttachmentOpened: null, colleaguesToo: 'no' } });
  });
});
