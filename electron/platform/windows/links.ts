import type { AdapterLink, Read } from '../platform.ts';
import { readInterfaceRows } from './counters.ts';
import { linkOf } from './link-state.ts';

/** Every row of GetIfTable2 as a link. */
export function readLinks(): Read<readonly AdapterLink[]> {
  try {
    return { ok: true, value: readInterfaceRows().map(linkOf) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
