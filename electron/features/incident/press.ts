import { newIncidentCode } from './incident-code.ts';
import type { IncidentParts, PressRequest } from './incident-ports.ts';
import type { Press } from './incident-state.ts';
import { firstReport } from './report.ts';

/** What stands at the click: the first report, complete, and how this PC may go on. Never throws. */
export function pressFrom(parts: IncidentParts, { want, drill }: PressRequest): Press {
  const { incident, timeZone } = parts.settings();
  const mayCut = incident.cutMode === 'cut';
  const isRemote = isRemoteOrUnknown(parts);
  const first = firstReport({
    code: newIncidentCode(parts.pick),
    drill,
    asked: mayCut ? want : 'report-only',
    remoteSession: isRemote,
    clickedAtMs: parts.clock.nowMs(),
    timeZone,
    ...factsOf(parts),
  });
  return {
    firstId: parts.delivery.newId(),
    first,
    mayCut,
    remote: isRemote === true,
    sendBeforeCutMs: incident.sendBeforeCutMs,
    timeZone,
  };
}

function isRemoteOrUnknown({ network, log }: IncidentParts): boolean | null {
  try {
    return network.isRemoteSession();
  } catch (error) {
    log?.(`incident: session not read: ${String(error)}`);
    return null;
  }
}

/** A report that lacks a name is better than a button that does nothing. */
function factsOf({ facts, log }: IncidentParts): ReturnType<IncidentParts['facts']> {
  try {
    return facts();
  } catch (error) {
    const why = String(error).slice(0, 200);
    log?.(`incident: facts not read: ${why}`);
    const unknown = { kind: 'unknown', why } as const;
    const surroundings = { adapters: unknown, gateways: unknown, dnsServers: unknown, clockOffset: unknown };
    return { accountName: '', machineName: '', osName: '', appVersion: '', contact: null, surroundings };
  }
}
