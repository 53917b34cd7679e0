import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { DeliveryDocument, DeliveryState, StatusDocument } from '../../electron/contract/delivery.ts';
import { FalseAlarmReport } from '../../electron/contract/incident.ts';
import { DeliverySettings } from '../../electron/contract/settings.ts';
import { finishDocument } from '../../electron/delivery/document.ts';
import { NoticesAnswer } from '../../electron/features/incident/notices-feed.ts';
import { DELIVERY_PLACEHOLDERS, deliveryAddressProblems } from '../../electron/settings/delivery-addresses.ts';

const README = readFileSync('README.md', 'utf8');
const start = README.indexOf('For whoever keeps the store');
const SECTION = README.slice(start, README.indexOf('\n## ', start));
const EXAMPLES: readonly Record<string, unknown>[] = [...SECTION.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text = '']) => JSON.parse(text),
);
const [settings = {}, document = {}, status = {}, notices = {}] = EXAMPLES;

/** Whole: a name that the schema would ignore is a slip of the pen. */
function expectWhole(schema: z.ZodType, example: unknown): void {
  expect(schema.parse(example)).toEqual(example);
}

describe('what the README tells whoever keeps a store', () => {
  it('has one example of each format', () => {
    expect(EXAMPLES).toHaveLength(4);
  });

  it('the addresses are settings that the app takes', () => {
    expect(DeliverySettings.parse(settings).http).toMatchObject(settings.http as object);
    expect(deliveryAddressProblems(settings)).toEqual([]);
    for (const name of DELIVERY_PLACEHOLDERS) expect(SECTION).toContain(`\`{${name}}\``);
  });

  it('the document is one that the app would send, its times agreeing', () => {
    expectWhole(DeliveryDocument, document);
    const { createdAt, clock, body } = finishDocument(document, 10_000).document;
    expect(Date.parse(createdAt)).toBe(clock.unixMs);
    expectWhole(FalseAlarmReport, body);
  });

  it('the status document is read whole, each step of it', () => {
    expectWhole(StatusDocument, status);
    expect(status.id).toBe(document.about);
    const steps = Object.keys(StatusDocument.shape).filter((name) => name !== 'schema' && name !== 'id');
    for (const step of steps) expect(SECTION).toContain(`\`${step}\``);
  });

  it('the notices are read whole', () => {
    expectWhole(NoticesAnswer, notices);
  });

  it('every state is explained, in the words of the screen', () => {
    const words = JSON.parse(readFileSync('locales/zh-TW/delivery.json', 'utf8')).state;
    const rows = [...SECTION.matchAll(/^\| `(\w+)` \| (\S+) \|/gm)].filter(([, name]) => name && name in words);
    expect(rows.map(([, name]) => name)).toEqual(DeliveryState.options);
    for (const [, name = '', said] of rows) expect(said).toBe(words[name]);
    expect(SECTION).toContain(words['not-taken']);
  });
});
