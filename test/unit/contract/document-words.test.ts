import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DocumentWords, lineWords } from '../../../electron/contract/document-words.ts';
import { IncidentBody } from '../../../electron/contract/incident.ts';
import { AdapterKind } from '../../../electron/contract/usage.ts';
import en from '../../../locales/en/document.json';
import zh from '../../../locales/zh-TW/document.json';

/** Every name that an incident's documents can hold, and every value that is ours to choose, as `name` or `name.value`. */
function walk(name: string, schema: z.ZodType, found: { fields: Set<string>; values: Set<string> }): void {
  const inner = (within: unknown, as = name) => walk(as, within as z.ZodType, found);
  if (schema instanceof z.ZodNullable) {
    found.values.add(`${name}.null`);
    inner(schema.unwrap());
  } else if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) inner(schema.unwrap());
  else if (schema instanceof z.ZodArray) inner(schema.element);
  else if (schema instanceof z.ZodEnum) for (const option of schema.options) found.values.add(`${name}.${option}`);
  else if (schema instanceof z.ZodLiteral) {
    if (typeof schema.value === 'string') found.values.add(`${name}.${schema.value}`);
  } else if (schema instanceof z.ZodUnion) for (const option of schema.options) inner(option);
  else if (schema instanceof z.ZodObject) {
    const { kind, value, why, ...rest } = schema.shape;
    // What is known or not known is no field of its own.
    if (kind instanceof z.ZodLiteral && ['known', 'unknown'].includes(String(kind.value))) inner(value ?? why);
    else
      for (const [key, each] of Object.entries(kind === undefined ? rest : { kind, ...rest })) {
        found.fields.add(key);
        inner(each, key);
      }
  } else if (!(schema instanceof z.ZodString || schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean))
    if (!(schema instanceof z.ZodStringFormat))
      // A time is a string of a format, and so is all that is left.
      throw new Error(`${name}: a kind of schema that is not walked`);
}

const found = { fields: new Set<string>(), values: new Set(AdapterKind.options.map((kind) => `kind.${kind}`)) };
walk('', IncidentBody, found);

describe.each([
  ['zh-TW', zh],
  ['en', en],
] as const)('in %s', (_, words: DocumentWords) => {
  it('every field of an incident’s documents has a name, and no name is of a field that is none', () => {
    expect(found.fields.size).toBeGreaterThan(50);
    expect(Object.keys(words.field).sort()).toEqual([...found.fields].sort());
  });

  it('every value that is ours to choose has words, also what is left open, and no words are of none', () => {
    const held = Object.entries(words.value).flatMap(([name, values]) =>
      Object.keys(values).map((value) => `${name}.${value}`),
    );
    expect(held.sort()).toEqual([...found.values].sort());
  });
});

it('what a person wrote is no value of ours, though it reads like one', () => {
  expect(lineWords(zh, 'words', 'ransom-note')).toBe('ransom-note');
  expect(lineWords(zh, 'accountName', 'constructor')).toBe('constructor');
  expect(lineWords(zh, 'seen', ['ransom-note', 'toString'])).toBe('勒索訊息 / toString');
});

it('what was not answered is not "no", and what could not be told not "none"', () => {
  expect(lineWords(zh, 'passwordTyped', null)).toBe('未回答');
  expect(lineWords(zh, 'remoteSession', null)).toBe('不明');
  expect(lineWords(zh, 'program', { kind: 'unknown', why: 'other-account' })).toBe('不明：屬於其他帳號，系統不告知');
  expect(lineWords(zh, 'gateways', { kind: 'unknown', why: '$& EACCES' })).toBe('不明：$& EACCES');
});
