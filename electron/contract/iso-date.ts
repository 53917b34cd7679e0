import { z } from 'zod';

/** `2024-02-07`. */
export const IsoDate = z.iso.date();
