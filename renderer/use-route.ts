import { useSyncExternalStore } from 'react';

/** The pages that the rail names, in its order. */
export const RAIL_ROUTES = ['usage', 'incident', 'mail', 'rules', 'delivery', 'settings'] as const;
/** The acknowledgement is reached from the rules and from what reminds of it. */
const ROUTES = [...RAIL_ROUTES, 'acknowledgement'] as const;
export type RailRoute = (typeof RAIL_ROUTES)[number];
export type Route = (typeof ROUTES)[number];

/** Only these take a place within the page, e.g. a clause or a part: `#/rules/4.14`, `#/mail/message`. */
const WITH_PLACES: readonly Route[] = ['rules', 'mail'];

/** The page that the address names; an address that names none is the first page. */
export function routeOf(hash: string): Route {
  const named = (route: Route) =>
    hash === `#/${route}` || (WITH_PLACES.includes(route) && hash.startsWith(`#/${route}/`));
  return ROUTES.find(named) ?? 'usage';
}

/** The place within the page, as the address names it; '' for the page's top. */
export function placeOf(hash: string): string {
  return hash.split('/')[2] ?? '';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => routeOf(window.location.hash));
}

export function usePlace(): string {
  return useSyncExternalStore(subscribe, () => placeOf(window.location.hash));
}
