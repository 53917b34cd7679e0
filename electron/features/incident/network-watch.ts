import type { NetworkSwitch } from '../../platform/platform.ts';
import type { NetworkLook } from './incident-events.ts';
import { type CutWatch, lookAgain, watchCut } from './verify-cut.ts';

/** Looks at the physical adapters, remembering the last look, since standing still takes two to see. */
export class NetworkWatch {
  private readonly network: Pick<NetworkSwitch, 'links'>;
  private readonly nowMs: () => number;
  private readonly startedMs: number;
  private watch: CutWatch;

  /** `nowMs`: milliseconds of a clock that is never stepped. */
  constructor(network: Pick<NetworkSwitch, 'links'>, nowMs: () => number = () => performance.now()) {
    this.network = network;
    this.nowMs = nowMs;
    this.startedMs = nowMs();
    this.watch = watchCut(network.links());
  }

  look(): NetworkLook {
    const { watch, view } = lookAgain(this.watch, this.network.links(), this.nowMs() - this.startedMs);
    this.watch = watch;
    const adapters = view.adapters
      .filter(({ physical }) => physical)
      .map(({ name, verdict }) => ({ name, state: verdict }));
    const isSeenUp = adapters.some(({ state }) => state === 'up');
    return { off: view.phase === 'off' ? 'yes' : isSeenUp ? 'no' : 'unknown', adapters };
  }
}
