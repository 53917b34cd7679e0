import type { Callee, Said } from '../../contract/incident-words.ts';

/** Turns a key of `incident.json` into words of the person's language; handed in by the shell. */
export type Words = (key: string, values: Readonly<Record<string, string>>) => string;

/** What a QR code may hold at most, in characters: more would be too fine for a phone to read off a screen. */
export const QR_MAX_CHARACTERS = 300;

/** What to say on the phone: who, what was done, the code. No name: the caller says it, the picture must not. */
export function whatToSay(code: string, agencyName: string, isCut: boolean): Said {
  if (!agencyName) return { key: isCut ? 'phone.sayCut' : 'phone.say', values: { code } };
  return { key: isCut ? 'phone.sayCutFrom' : 'phone.sayFrom', values: { code, agency: agencyName } };
}

/** A drill's picture says that it is one, and shows what a real one would hold. */
export function drillQrText(code: string, callee: Callee, words: Words): string {
  return words('phone.qrDrill', { phone: phoneOf(callee), code }).slice(0, QR_MAX_CHARACTERS);
}

/** The QR code's text: number, code and the sentence, readable by any phone without a network. Nothing personal. */
export function qrText(code: string, agencyName: string, isCut: boolean, callee: Callee, words: Words): string {
  const textFrom = (agency: string) => {
    const { key, values } = whatToSay(code, agency, isCut);
    return words('phone.qr', { phone: phoneOf(callee), code, say: words(key, values) });
  };
  const whole = textFrom(agencyName);
  return whole.length <= QR_MAX_CHARACTERS ? whole : textFrom('').slice(0, QR_MAX_CHARACTERS);
}

const phoneOf = ({ name, phone, otherPhone }: Callee) => [phone, otherPhone].filter(Boolean).join(' / ') || name;
