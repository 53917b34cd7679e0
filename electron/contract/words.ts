import { z } from 'zod';

/** Our own words, or the agency's; never the official text. */
export const Words = z.strictObject({ 'zh-TW': z.string().min(1).max(1000), en: z.string().min(1).max(2000) });
export type Words = z.infer<typeof Words>;
