import { z } from 'zod';

export interface CallShape {
  readonly args: z.ZodType;
  readonly result: z.ZodType;
  /** The page hands over `File` objects; preload alone makes `args` of them. */
  readonly takesFiles?: true;
}

/** What one event carries. */
export type EventShape = z.ZodType;

export const call = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
export const nothing = z.void();
