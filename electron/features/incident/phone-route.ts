import type { IncidentView } from '../../contract/incident.ts';
import type { PhoneRoute } from '../../contract/incident-calls.ts';
import { whomToCall } from '../../contract/incident-words.ts';
import type { Settings } from '../../contract/settings.ts';
import { drillQrText, qrText, type Words } from './phone-words.ts';
import { qrPicture } from './qr.ts';

/** The incident's QR code; null where there is no incident, or no phone number is set that it could hold. */
export function phoneRouteOf(
  view: IncidentView | null,
  settings: Pick<Settings, 'agencyName' | 'commission' | 'timeZone' | 'incident'>,
  words: Words,
  nowMs: number,
): PhoneRoute | null {
  if (!view) return null;
  const { agencyName, commission, timeZone, incident } = settings;
  const callee = whomToCall({ hotlines: incident.hotlines, commission, timeZone, nowMs });
  if (!callee.phone) return null;
  const text = view.drill ? drillQrText(view.code, callee, words) : qrText(view, agencyName, callee, words);
  return { text, ...qrPicture(text) };
}
