import { describe, expect, it } from 'vitest';
import { badCommandLine, parseCommandLine } from '../../../electron/shell/command-line.ts';
import en from '../../../locales/en/cli.json' with { type: 'json' };
import zh from '../../../locales/zh-TW/cli.json' with { type: 'json' };

const packaged = (...given: string[]) => parseCommandLine(['/opt/citynet-desk/citynet-desk', ...given], true);
const unpackaged = (...given: string[]) => parseCommandLine(['/cache/electron', ...given], false);

describe('the command line', () => {
  it.each([
    [[], { kind: 'window', hidden: false }],
    [['--incident'], { kind: 'window', hidden: false, wants: 'cut' }],
    [['--incident', '--hidden'], { kind: 'window', hidden: false, wants: 'cut' }],
    [['--restore'], { kind: 'window', hidden: false, wants: 'restore' }],
    [['--hidden'], { kind: 'window', hidden: true }],
    [['--status'], { kind: 'status', json: false }],
    [['--status', '--json'], { kind: 'status', json: true }],
    [['--json', '--status', '--user-data-dir=/tmp/資料'], { kind: 'status', json: true }],
    [['--help', '--status'], { kind: 'help' }],
    [['--version'], { kind: 'version' }],
    [['--user-data-dir=D:\\a b'], { kind: 'window', hidden: false }],
    [
      ['--import-rules', '規範 1.txt', '--out', 'pack.json'],
      { kind: 'import-rules', file: '規範 1.txt', out: 'pack.json', edition: null, change: 'major', rulesId: null },
    ],
    [['--verify-receipt', 'a.json', 'b c.json'], { kind: 'verify-receipt', files: ['a.json', 'b c.json'] }],
    [
      ['--roster', '收件', '--csv'],
      { kind: 'roster', folder: '收件', form: 'csv', identity: null, asOf: null, staff: null, rules: [] },
    ],
    [
      ['--json', '--roster=d', '--identity', 'k', '--as-of', '115/12/31', '--staff=s.csv', '--rules', '1', '2'],
      {
        kind: 'roster',
        folder: 'd',
        form: 'json',
        identity: 'k',
        asOf: '115/12/31',
        staff: 's.csv',
        rules: ['1', '2'],
      },
    ],
    [
      ['--out=a=b', '--import-rules=x', '--minor', '--edition', '7', '--rules-id', 'our-rules'],
      { kind: 'import-rules', file: 'x', out: 'a=b', edition: '7', change: 'minor', rulesId: 'our-rules' },
    ],
  ])('reads %j', (given, expected) => {
    expect(packaged(...given)).toEqual(expected);
    expect(unpackaged('.', ...given)).toEqual(expected);
  });

  it('takes only the first word for the app folder, and only in an unpackaged run', () => {
    expect(unpackaged('--no-sandbox', '/clone', '--status')).toEqual({ kind: 'status', json: false });
    expect(unpackaged('/clone', '/clone')).toMatchObject({ kind: 'bad', reason: 'unexpected-word' });
    expect(packaged('/clone')).toMatchObject({ kind: 'bad', reason: 'unexpected-word', argument: '/clone' });
  });

  it.each([
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    '--disable-gpu',
    '--enable-logging',
    '--ozone-platform=headless',
    '--password-store=gnome-libsecret',
    '--lang=en',
    '--force-dark-mode',
    '--user-data-dir=x',
    '--proxy-server=10.0.0.1:3128',
    '--original-process-start-time=13350000',
    '--js-flags=--max-old-space-size=64',
    '--',
  ])("lets Chromium's and Electron's own %s through", (flag) => {
    expect(packaged(flag, '--hidden')).toEqual({ kind: 'window', hidden: true });
  });

  it.each([
    ['--statu', 'unknown-flag', '--status'],
    ['--Status', 'unknown-flag', '--status'],
    ['--jsno', 'unknown-flag', '--json'],
    ['--user-data-dri=x', 'unknown-flag', '--user-data-dir'],
    ['--quarantine', 'unknown-flag', null],
    ['-h', 'unknown-flag', null],
    ['--status=yes', 'takes-no-value', '--status'],
    ['--user-data-dir', 'needs-folder', null],
    ['--user-data-dir=', 'needs-folder', null],
    ['--import-rules', 'needs-value', null],
    ['--import-rule=x', 'unknown-flag', '--import-rules'],
    ['--incidnet', 'unknown-flag', '--incident'],
    ['usage', 'unexpected-word', null],
  ])('refuses %s', (flag, reason, suggestion) => {
    expect(packaged(flag)).toEqual({ kind: 'bad', reason, argument: flag, suggestion });
  });

  it('refuses a folder written apart from its option, which Chromium would leave out', () => {
    expect(packaged('--status', '--user-data-dir', '/tmp/x')).toMatchObject({ kind: 'bad', reason: 'needs-folder' });
  });

  it('refuses to cut and to restore at once, and to do either beside printing', () => {
    expect(packaged('--restore', '--incident')).toMatchObject({ kind: 'bad', reason: 'cut-or-restore' });
    for (const flag of ['--incident', '--restore'])
      expect(packaged(flag, '--status')).toMatchObject({ kind: 'bad', reason: 'cannot-combine', argument: flag });
  });

  it('refuses a flag that stands without the one it belongs to, and names that one', () => {
    expect(packaged('--json')).toMatchObject({ kind: 'bad', reason: 'goes-only-with', argument: '--json' });
    expect(packaged('--json')).toHaveProperty('other', expect.stringContaining('--status'));
    expect(packaged('--out', 'x')).toMatchObject({ reason: 'goes-only-with', other: '--import-rules' });
    expect(packaged('--import-rules', 'x')).toMatchObject({ reason: 'needs-other', other: '--out' });
  });

  it('takes one word for a value and refuses a second, a flag in its place, or the same flag again', () => {
    expect(packaged('--import-rules', 'a', 'b', '--out', 'c')).toMatchObject({
      reason: 'unexpected-word',
      argument: 'b',
    });
    expect(packaged('--import-rules=a', 'b', '--out', 'c')).toMatchObject({ reason: 'unexpected-word', argument: 'b' });
    expect(packaged('--import-rules=', '--out', 'c')).toMatchObject({
      reason: 'needs-value',
      argument: '--import-rules',
    });
    expect(packaged('--import-rules', 'a', '--out', 'b', '--out', 'c')).toMatchObject({ reason: 'given-twice' });
    expect(packaged('--import-rules', 'a', '--no-sandbox', 'b')).toMatchObject({ reason: 'unexpected-word' });
  });

  it('refuses to print and to start at once', () => {
    expect(packaged('--status', '--hidden')).toMatchObject({
      kind: 'bad',
      reason: 'cannot-combine',
      argument: '--hidden',
      other: '--status',
    });
    expect(packaged('--import-rules=a', '--out=b', '--incident')).toMatchObject({ reason: 'cannot-combine' });
  });

  it.each([
    ['zh-TW', zh],
    ['en', en],
  ])('says in one line of %s what is wrong and how to mend it', (_, words) => {
    const t = (key: string, values: Record<string, string> = {}) => {
      const word = (words.bad as Record<string, string>)[key.replace('cli:bad.', '')];
      if (!word) throw new Error(`no word for ${key}`);
      return word.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? '?');
    };
    for (const given of [
      ['--statu'],
      ['--roster'],
      ['x'],
      ['--status=1'],
      ['--user-data-dir'],
      ['--json'],
      ['--status', '--hidden'],
      ['--incident', '--restore'],
      ['--import-rules'],
      ['--import-rules', 'x'],
      ['--out', 'a', '--out', 'b'],
    ]) {
      const command = packaged(...given);
      if (command.kind !== 'bad') throw new Error(`${given} was not refused`);
      const line = badCommandLine(command, t);
      expect(line).not.toMatch(/[\n?]\w|\{\{/);
      expect(line).toContain('--help');
      expect(line).toContain(command.argument);
    }
    expect(badCommandLine(packaged('--statu') as never, t)).toContain('--status');
  });
});
