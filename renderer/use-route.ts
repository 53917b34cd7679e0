import { useSyncExternalStore } from 'react';

export const ROUTES = ['usage', 'incident', 'delivery', 'settings'] as const;
export type Route = (typeof ROUTES)[number];

/** The page that the address names; an address that names none is the first page. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => hash === `#/${route}`) ?? 'usage';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => routeOf(window.location.hash));
}
