import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Notice } from '../../../electron/contract/app.ts';
import { ChannelName, DeliveryReason, DeliveryState } from '../../../electron/contract/delivery.ts';
import { ErrorCode } from '../../../electron/contract/envelope.ts';
import { IncidentPhase } from '../../../electron/contract/incident.ts';
import { SettingsProblem } from '../../../electron/contract/settings.ts';
import { AdapterKind, AdapterUsage, Gap, UnknownReason } from '../../../electron/contract/usage.ts';
import type { Verdict } from '../../../electron/contract/verdict.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = readdirSync(join(root, 'locales/zh-TW')).filter((name) => name.endsWith('.json'));

/** Every word of one file, as dotted keys. */
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
}
function wordsIn(language: string, file: string): Map<string, string> {
  return new Map(flat(JSON.parse(readFileSync(join(root, 'locales', language, file), 'utf8'))));
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

it('both languages have the same files', () => {
  expect(readdirSync(join(root, 'locales/en')).sort()).toEqual(readdirSync(join(root, 'locales/zh-TW')).sort());
  expect(files).toContain('usage.json');
});

describe.each(files)('%s', (file) => {
  const chinese = wordsIn('zh-TW', file);
  const english = wordsIn('en', file);

  it('has the same keys in the same order in both languages', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
  });

  it('fills in the same values in both languages', () => {
    const holes = (text = '') => [...new Set(text.match(/\{\{[^}]+\}\}/g))].sort();
    for (const [key, text] of chinese) expect([key, holes(english.get(key))]).toEqual([key, holes(text)]);
  });

  it('has no empty word, but for what joins two others', () => {
    const words = [...chinese, ...english].filter(([key]) => !key.endsWith('join'));
    expect(words.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has full-width punctuation between Chinese words', () => {
    for (const [key, text] of chinese) expect([key, text.match(/[\u4e00-\u9fff][,;!?]/)]).toEqual([key, null]);
  });
});

describe('keys', () => {
  const sources = [...sourcesUnder('renderer'), ...sourcesUnder('electron')];
  /** `room:path` in any quotes; a `${…}` stands for one step of the path. */
  const used = sources.flatMap((source) =>
    [...source.matchAll(/['"`]([a-z-]+:[\w.${}()[\]?!-]+)['"`]/g)].map(([, key = '']) => patternOf(key)),
  );

  /** The contract's own sentences name their keys without the room. */
  const sentences = ['electron/contract/incident-words.ts', 'electron/features/incident/phone-words.ts'].flatMap(
    (file) =>
      [...codeOf(file).matchAll(/(['`])((?:[a-z]|\$\{\w+\})[\w-]*\.(?:[\w.-]|\$\{[^}]*\})+)\1/gi)].map(
        ([, , key = '']) => patternOf(`incident:${key}`),
      ),
  );
  used.push(...sentences);

  function codeOf(file: string): string {
    return readFileSync(join(root, file), 'utf8').replace(/\/\*\*.*?\*\//gs, '');
  }

  function patternOf(key: string): RegExp {
    const steps = key.replace(/\$\{[^}]*\}/g, '\u0000').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${steps.replaceAll('\u0000', '[\\w-]+')}$`);
  }

  // The shell and the command line keep their own; the pages' rooms are held here.
  const rooms = [
    'ui',
    'usage',
    'settings',
    'errors',
    'first-run',
    'incident',
    'incident-page',
    'delivery',
    'mail',
    'rules-page',
    'acknowledgement-page',
  ];

  it.each(rooms)('of %s are all used somewhere', (room) => {
    const keys = [...wordsIn('zh-TW', `${room}.json`).keys()].map((key) => `${room}:${key}`);
    expect(keys.filter((key) => !used.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('that a page asks for all exist', () => {
    const known = rooms.flatMap((room) => [...wordsIn('zh-TW', `${room}.json`).keys()].map((key) => `${room}:${key}`));
    const asked = used.filter((pattern) => rooms.some((room) => pattern.source.startsWith(`^${room}:`)));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((pattern) => !known.some((key) => pattern.test(key))).map(String)).toEqual([]);
  });
});

describe('every value of the contract that a person can meet has words', () => {
  const usage = wordsIn('zh-TW', 'usage.json');
  const ui = wordsIn('zh-TW', 'ui.json');
  const missing = (words: Map<string, string>, options: readonly string[], key: (option: string) => string) =>
    options.filter((option) => !words.has(key(option)));

  it('errors say what happened, and what it means and what to do', () => {
    const errors = wordsIn('zh-TW', 'errors.json');
    expect(missing(errors, ErrorCode.options, (code) => `${code}.title`)).toEqual([]);
    expect(missing(errors, ErrorCode.options, (code) => `${code}.body`)).toEqual([]);
  });

  it('reasons and kinds', () => {
    expect(missing(usage, UnknownReason.options, (reason) => `unknown.${reason}`)).toEqual([]);
    expect(missing(usage, Gap.shape.reason.options, (reason) => `gap.reason.${reason}`)).toEqual([]);
    expect(missing(usage, AdapterKind.options, (kind) => `adapters.kind.${kind}`)).toEqual([]);
    expect(missing(usage, AdapterUsage.shape.why.options, (why) => `adapters.why.${why}`)).toEqual([]);
    expect(missing(ui, SettingsProblem.shape.reason.options, (reason) => `problem.reason.${reason}`)).toEqual([]);
  });

  it('states, places and reasons of what is sent', () => {
    const delivery = wordsIn('zh-TW', 'delivery.json');
    expect(missing(delivery, DeliveryState.options, (state) => `state.${state}`)).toEqual([]);
    expect(missing(delivery, DeliveryState.options, (state) => `meaning.${state}`)).toEqual([]);
    expect(missing(delivery, DeliveryReason.options, (reason) => `reason.${reason}`)).toEqual([]);
    expect(missing(delivery, ChannelName.options, (channel) => `channel.${channel}`)).toEqual([]);
    const phases = wordsIn('zh-TW', 'incident-page.json');
    expect(missing(phases, IncidentPhase.options, (phase) => `history.phase.${phase}`)).toEqual([]);
  });

  it('verdicts, wherever they are said: the page, the tray and a toast', () => {
    // A record, so that a new verdict does not compile without its place here.
    const verdicts: Record<Verdict['key'], true> = {
      ok: true,
      warn: true,
      over: true,
      okOfficial: true,
      warnOfficial: true,
      overOfficial: true,
      overOfficialUnder: true,
      overUnlessDoubtful: true,
      unknown: true,
    };
    const keys = Object.keys(verdicts);
    const shell = wordsIn('zh-TW', 'shell.json');
    expect(missing(usage, keys, (key) => `verdict.${key}`)).toEqual([]);
    expect(missing(usage, keys, (key) => `headline.${key}`)).toEqual([]);
    expect(missing(shell, keys, (key) => `tray.verdict.${key}`)).toEqual([]);
    expect(missing(shell, keys, (key) => `toast.body.${key}`)).toEqual([]);
  });

  it('notices', () => {
    const kinds = Notice.options.map((option) => option.shape.kind.value);
    expect(missing(ui, kinds, (kind) => `notice.${kind}.title`)).toEqual([]);
  });
});
