import data from '../../assets/policy/built-in.json';
import { Settings } from '../contract/settings.ts';

/** What holds where nobody has set anything: the figures of clause 4(14) in its stricter reading, no agency, no phone. */
export const BUILT_IN: Settings = Settings.parse(data);
