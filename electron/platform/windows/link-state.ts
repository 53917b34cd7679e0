import type { AdapterLink } from '../platform.ts';
import { classifyRow, type InterfaceRow } from './if-table.ts';

/** IF_OPER_STATUS (ifdef.h). */
const UP = 1;
const DOWN = 2;
const NOT_PRESENT = 6;
const LOWER_LAYER_DOWN = 7;

/** Testing, dormant and "unknown" prove neither. */
export function linkState(operStatus: number): AdapterLink['state'] {
  switch (operStatus) {
    case UP:
      return 'up';
    case DOWN:
    case NOT_PRESENT:
    case LOWER_LAYER_DOWN:
      return 'down';
    default:
      return 'unknown';
  }
}

export function linkOf(row: InterfaceRow): AdapterLink {
  const { guid, alias, description, operStatus, rxBytes, txBytes } = row;
  const { kind, counted } = classifyRow(row);
  const name = alias || description || guid;
  return {
    key: guid,
    name,
    kind,
    physical: counted,
    state: linkState(operStatus),
    // A counter past 2^53 still shows by standing still or not.
    rxBytes: rxBytes ?? Number.MAX_SAFE_INTEGER,
    txBytes: txBytes ?? Number.MAX_SAFE_INTEGER,
  };
}
