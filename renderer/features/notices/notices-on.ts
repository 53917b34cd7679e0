import type { Notice } from '../../../electron/contract/app.ts';
import type { Route } from '../../use-route.ts';

/** What can wait while somebody looks for help with an incident. */
const CAN_WAIT = /^(acknowledgement-|drill-due|threshold|closes-to-)/;

/** A page that says all that a reminder would shows none, and the incident's shows only what bears on it. */
export function noticesOn(route: Route, notices: readonly Notice[]): readonly Notice[] {
  if (route === 'incident') return notices.filter(({ kind }) => !CAN_WAIT.test(kind));
  if (route === 'rules' || route === 'acknowledgement')
    return notices.filter(({ kind }) => !kind.startsWith('acknowledgement-'));
  return notices;
}
