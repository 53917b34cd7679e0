import type { z } from 'zod';
import { Settings } from '../contract/settings.ts';

/**
 * Turns what the registry can hold into what the schema asks for. The registry has no booleans (REG_DWORD 0 or 1),
 * its lists hold only text (REG_MULTI_SZ), and its names do not tell capitals apart. What is structured is JSON:
 * the whole in one REG_SZ, or a list with one element a line of REG_MULTI_SZ. What cannot be turned is left as found,
 * for the validation to refuse by name. Source: [MS-GPREG] 2.2, the value types.
 */
export function fromRegistry(value: unknown): unknown {
  return decode(Settings, value);
}

interface Shape {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
}

function decode(schema: z.ZodType, value: unknown): unknown {
  const shape = schema.def as unknown as Shape;
  if (shape.innerType) return decode(shape.innerType, value);
  if (shape.type === 'boolean')
    return value === 1 || value === '1' ? true : value === 0 || value === '0' ? false : value;
  if (shape.type === 'number') return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (shape.type === 'array') return decodeList(shape.element, value);
  if (shape.type === 'object' && shape.shape) return decodeFields(shape.shape, fromJson(value));
  return shape.type === 'union' ? fromJson(value) : value;
}

function decodeList(element: z.ZodType | undefined, value: unknown): unknown {
  const whole = fromJson(value);
  if (!Array.isArray(whole) || !element) return whole;
  return whole.filter((line) => line !== '').map((line) => decode(element, line));
}

function decodeFields(fields: Record<string, z.ZodType>, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = new Map(Object.keys(fields).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !isEmptyKey(inner))
      .map(([found, inner]) => {
        const name = names.get(found.toLowerCase()) ?? found;
        const schema = fields[name];
        return [name, schema ? decode(schema, inner) : inner];
      }),
  );
}

/** A policy that is switched off loses its values, while its key may stay behind. */
function isEmptyKey(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
