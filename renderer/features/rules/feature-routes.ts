import type { Feature } from '../../../electron/contract/rules.ts';
import type { Route } from '../../use-route.ts';

/** The page that helps with a clause. What has no page yet stands here not, and gets no button. */
const FEATURE_ROUTES = { usage: 'usage', incident: 'incident' } as const satisfies Partial<Record<Feature, Route>>;

export type FeatureWithPage = keyof typeof FEATURE_ROUTES;

export const hasPage = (feature: Feature): feature is FeatureWithPage => feature in FEATURE_ROUTES;
export const routeFor = (feature: FeatureWithPage): Route => FEATURE_ROUTES[feature];
