import type { Feature } from '../../../electron/contract/rules.ts';

/** The page, or the part of one, that helps with a clause. What has no page yet stands here not, and gets no button. */
const PLACES = {
  usage: '#/usage',
  incident: '#/incident',
  'safe-mail': '#/mail/before',
  'scan-file': '#/mail/scan',
  'inspect-message': '#/mail/message',
  'mail-program': '#/mail/program',
} as const satisfies Partial<Record<Feature, string>>;

export type FeatureWithPage = keyof typeof PLACES;

export const hasPage = (feature: Feature): feature is FeatureWithPage => feature in PLACES;
export const addressOf = (feature: FeatureWithPage): string => PLACES[feature];
