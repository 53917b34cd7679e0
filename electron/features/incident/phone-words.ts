import type { IncidentView } from '../../contract/incident.ts';
import { type Callee, whatToSay } from '../../contract/incident-words.ts';

/** Turns a key of `incident.json` into words of the person's language; handed in by the shell. */
export type Words = (key: string, values: Readonly<Record<string, string>>) => string;

/** What a QR code may hold at most, in characters: more would be too fine for a phone to read off a screen. */
export const QR_MAX_CHARACTERS = 300;

/** A drill's picture says that it is one, and shows what a real one would hold. */
export function drillQrText(code: string, callee: Callee, words: Words): string {
  return words('phone.qrDrill', { phone: phoneOf(callee), code }).slice(0, QR_MAX_CHARACTERS);
}

/** The QR code's text: number, code and the sentence, readable by any phone without a network. Nothing personal. */
export function qrText(view: IncidentView, agencyName: string, callee: Callee, words: Words): string {
  const textFrom = (agency: string) => {
    const { key, values } = whatToSay(view, agency);
    return words('phone.qr', { phone: phoneOf(callee), code: view.code, say: words(key, values) });
  };
  const whole = textFrom(agencyName);
  return whole.length <= QR_MAX_CHARACTERS ? whole : textFrom('').slice(0, QR_MAX_CHARACTERS);
}

const phoneOf = ({ name, phone, otherPhone }: Callee) => [phone, otherPhone].filter(Boolean).join(' / ') || name;
