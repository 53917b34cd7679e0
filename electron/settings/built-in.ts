import data from '../../assets/policy/built-in.json';
import type { Settings } from '../contract/settings.ts';

/**
 * What holds where nobody has set anything: the figures of clause 4(14) in its stricter reading, no agency, no phone.
 * The tests hold the file to the schema, so that no start need.
 */
export const BUILT_IN = data as Settings;
