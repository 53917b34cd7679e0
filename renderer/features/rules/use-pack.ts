import { useEffect } from 'react';
import type { RulesPack } from '../../../electron/contract/rules.ts';
import { packSource, rulesSource } from '../../main-sources.ts';
import { type MainState, useMainState } from '../../use-main-state.ts';

/** The edition in force, whole; read again when another one comes into force. */
export function usePack(): MainState<RulesPack> {
  const view = useMainState(rulesSource);
  const pack = useMainState(packSource);
  const inForce = view.kind === 'value' ? view.value.hashes.pack : null;
  useEffect(() => void rulesSource.load(), []);
  useEffect(() => {
    if (inForce !== null) void packSource.load();
  }, [inForce]);
  return view.kind === 'value' ? pack : view;
}
