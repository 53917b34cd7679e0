import type { MessageReason } from '../../../../contract/message.ts';
import { type Scene, staysWithSender } from '../scene.ts';
import { reason } from './reason.ts';

const quoted = (found: Scene['asks']) =>
  found
    .slice(0, 6)
    .map(({ words }) => `"${words}"`)
    .join(' ');

/** What it asks for and how it presses. Pressing alone decides nothing: honest reminders press too. */
export function wordReasons(scene: Scene): MessageReason[] {
  const reasons: MessageReason[] = [];
  const isSuspect = scene.asks.length > 0 && !staysWithSender(scene);
  if (scene.asks.length > 0) reasons.push(reason('asks-for-secrets', isSuspect ? 'some' : 'note', quoted(scene.asks)));
  if (scene.pressure.length > 0)
    reasons.push(reason('pressure-words', isSuspect ? 'some' : 'note', quoted(scene.pressure)));
  return reasons;
}
