import { isDeepStrictEqual } from 'node:util';
import type { IncidentView } from '../../../../electron/contract/incident.ts';
import { DocumentTooLarge } from '../../../../electron/delivery/document.ts';
import type { IncidentDocument, IncidentParts, Posted } from '../../../../electron/features/incident/incident-ports.ts';
import { IncidentService } from '../../../../electron/features/incident/incident-service.ts';
import { IncidentState } from '../../../../electron/features/incident/incident-state.ts';
import type { CutAttempt, CutUndo } from '../../../../electron/platform/platform.ts';

/** Some writes to the slowest disk here. */
const TAKEN_BACK_WITHIN_MS = 4000;
/** Of a countdown's ten seconds, what no slow disk can have taken from those that were seen. */
const COUNTED_DOWN_MS = 6000;
const NEVER = new Promise<never>(() => {});

/** How this world behaves; changed at any time by a test. */
export interface Weather {
  cut: 'works' | 'in-part' | 'does-nothing' | 'hangs' | 'rejects' | 'throws';
  restore: 'works' | 'in-part' | 'hangs' | 'rejects';
  links: 'readable' | 'unreadable';
  disk: 'fine' | 'full' | 'hangs';
  /** Whether another program holds what an earlier run wrote. */
  record: 'readable' | 'held';
  outbox: 'fine' | 'full' | 'hangs';
  send: 'arrives' | 'fails' | 'hangs';
}

export const FINE: Weather = {
  cut: 'works',
  restore: 'works',
  links: 'readable',
  disk: 'fine',
  record: 'readable',
  outbox: 'fine',
  send: 'arrives',
};

/** A PC with two adapters, a disk, an outbox and a clock that only moves when told to; the app in it may be killed. */
export class IncidentWorld {
  weather: Weather = { ...FINE };
  remote: boolean | null = false;
  others: number | null = 0;
  postedAs: Posted = { withAttachments: true, tooMany: 0 };
  /** Whether the system says of a cut that found nothing up that it was off already, and of any other that it took it. */
  tellsAlready = false;
  /** What cuts of this app have set down, and nobody has set up since. */
  private readonly setDown = new Set<string>();
  /** Whether the agency's bound lets no document in. */
  tooLarge = false;
  /** What the system answers to a cut. */
  tried: Pick<CutAttempt, 'ways' | 'unmanaged'> = { ways: [], unmanaged: null };
  settings: { cutMode: 'cut' | 'report-only'; sendBeforeCutMs: number } = { cutMode: 'cut', sendBeforeCutMs: 1500 };
  nowMs = Date.parse('2026-11-23T06:32:00Z');
  /** What each write takes of a clock that nobody sets; one follows the other. */
  diskTakesMs = 0;
  /** What is set up; it is up while `plugged`. */
  readonly up = new Map([
    ['eth0', true],
    ['wlan0', true],
  ]);
  /** Whether cable and radio are there: no app can change that. */
  plugged = true;
  /** What is in the outbox, by id. */
  readonly posted = new Map<string, IncidentDocument>();
  readonly done: string[] = [];
  readonly views: IncidentView[] = [];
  readonly faults: string[] = [];
  looks = 0;
  disk: string | null = null;
  /** States that were put under another name, as `stateFile` does. */
  putAside: string[] = [];
  service: IncidentService;
  /** Dies at the n-th thing it does to the world from now, before or after it is done; null: lives. */
  dies: { inOperations: number; after: boolean } | null = null;
  private run = 0;
  private ids = 0;
  private switching = 0;
  /** What the system last said since the cut was asked for; a look that could not be had says nothing. */
  private lastSeen: 'yes' | 'no' | null = null;
  private seenOnAtMs = 0;
  /** Whether the app that lives now shows the network as cut. */
  private isClaimed = false;
  /** When the countdown that stands was first shown, and when somebody last would not wait for one; null: none. */
  private countdownSinceMs: number | null = null;
  private insistedAtMs: number | null = null;
  private timers: { atMs: number; run: () => void }[] = [];
  private ranMs = 0;
  private diskFreeAtMs = 0;
  private passing: Promise<void> = Promise.resolve();

  constructor() {
    this.service = this.boot();
  }

  get view(): IncidentView {
    const view = this.service.view();
    if (!view) throw new Error('no incident');
    return view;
  }

  /** The documents in the outbox, as `part` or `outcome`. */
  get told(): string[] {
    return [...this.posted.values()].map(({ body }) => (body.part === 'outcome' ? body.outcome : body.part));
  }

  /** Kills the app, if it lives, and starts it again. */
  async restart(): Promise<void> {
    this.service.stop();
    this.timers = [];
    this.dies = null;
    this.lastSeen = null;
    this.switching = 0;
    this.service = this.boot();
    void this.service.start();
    await this.settle();
  }

  async press(want: 'cut' | 'report-only' = 'cut', drill = false): Promise<void> {
    void this.service.press({ want, drill });
    await this.settle();
  }

  cutByOthers(): void {
    for (const name of this.up.keys()) this.up.set(name, false);
  }

  /** `theirs`: only what no cut of this app has set down. */
  setUpByOthers(what: 'theirs' | 'all'): void {
    for (const name of this.up.keys()) {
      if (what === 'theirs' && this.setDown.has(name)) continue;
      this.up.set(name, true);
      this.setDown.delete(name);
    }
  }

  /** The page's own "cut now". */
  cutNow(): Promise<void> {
    this.insistedAtMs = this.ranMs;
    return this.service.cutNow();
  }

  /** One after another: no timer of a real clock runs before what an earlier one has set going. */
  pass(ms: number): Promise<void> {
    this.passing = this.passing.then(() => this.passNow(ms));
    return this.passing;
  }

  private async passNow(ms: number): Promise<void> {
    const untilMs = this.ranMs + ms;
    for (;;) {
      await this.settle();
      const next = this.timers.sort((one, other) => one.atMs - other.atMs)[0];
      if (!next || next.atMs > untilMs) break;
      this.timers.shift();
      this.runUntil(next.atMs);
      next.run();
      if (this.isClaimed && this.lastSeen === 'no' && this.ranMs - this.seenOnAtMs > TAKEN_BACK_WITHIN_MS)
        this.faults.push('goes on claiming a cut');
    }
    this.runUntil(untilMs);
    await this.settle();
  }

  /** Lets everything happen that waits for no clock. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 120; turn++) await Promise.resolve();
  }

  private runUntil(ranMs: number): void {
    this.nowMs += ranMs - this.ranMs;
    this.ranMs = ranMs;
  }

  private timer(afterMs: number, run: () => void) {
    const timer = { atMs: this.ranMs + afterMs, run };
    this.timers.push(timer);
    return timer;
  }

  get isWriting(): boolean {
    return this.diskFreeAtMs > this.ranMs;
  }

  private async throughSlowDisk(): Promise<void> {
    this.diskFreeAtMs = Math.max(this.ranMs, this.diskFreeAtMs) + this.diskTakesMs;
    await new Promise<void>((passed) => this.timer(this.diskFreeAtMs - this.ranMs, passed));
  }

  private boot(): IncidentService {
    const run = ++this.run;
    const service = new IncidentService(this.partsOf(run));
    this.isClaimed = false;
    this.countdownSinceMs = null;
    service.onChange((view) => {
      if (!view || run !== this.run) return;
      this.views.push(view);
      this.countdownSinceMs = view.phase === 'countdown' ? (this.countdownSinceMs ?? this.ranMs) : null;
      const claims = view.phase === 'cut-confirmed' || view.confirmedAtMs !== null;
      // One that stands is taken back by an event of its own, behind those that wait for the disk.
      if (claims && !this.isClaimed && this.lastSeen !== 'yes')
        this.faults.push(`claims a cut, last seen off: ${this.lastSeen}`);
      this.isClaimed = claims;
      if (view.offBefore && this.setDown.size > 0) this.faults.push('calls a cut of ours another’s');
      if ((view.phase === 'cut-confirmed') !== (view.confirmedAtMs !== null)) this.faults.push('half a claim');
    });
    return service;
  }

  private partsOf(run: number): IncidentParts {
    return {
      network: {
        look: () => this.look(),
        cut: () => {
          if (this.weather.cut === 'throws') throw new Error('no such call');
          return this.cut(run, this.weather.cut);
        },
        restore: (undo) => this.restore(run, this.weather.restore, undo),
        isRemoteSession: () => {
          if (this.remote !== true) this.insistedAtMs = this.ranMs;
          return this.remote;
        },
        otherAccountsSignedIn: () => this.others,
      },
      delivery: {
        newId: () => `id-${++this.ids}`,
        post: async (document) => {
          if (this.tooLarge) this.done.push('too large');
          if (this.tooLarge) throw new DocumentTooLarge(70_000, 65_536);
          await this.act(run, `post ${document.body.part}`, this.weather.outbox, () => {
            const before = this.posted.get(document.id);
            if (before && !isDeepStrictEqual(before, document)) this.faults.push('a document changed');
            this.posted.set(document.id, document);
          });
          return this.postedAs;
        },
        sendNow: (id) =>
          this.act(run, `send ${id}`, this.weather.send === 'arrives' ? 'fine' : this.weather.send, () => {}),
      },
      evidence: { gather: () => this.act(run, 'gather', 'fine', () => {}), of: () => null, discard: async () => {} },
      facts: () => {
        const none = { kind: 'unknown', why: 'not read here' } as const;
        const surroundings = { adapters: none, gateways: none, dnsServers: none, clockOffset: none };
        return {
          accountName: 'wang',
          machineName: 'PC-7',
          osName: 'Linux',
          appVersion: '1',
          contact: null,
          surroundings,
        };
      },
      settings: () => ({ timeZone: 'Asia/Taipei', incident: this.settings }),
      store: this.store(run),
      clock: {
        nowMs: () => this.nowMs,
        runningMs: () => this.ranMs,
        nextTurn: () => Promise.resolve(),
        after: (ms, then) => {
          if (run !== this.run) return () => {};
          const timer = this.timer(ms, then);
          return () => {
            this.timers = this.timers.filter((each) => each !== timer);
          };
        },
      },
    };
  }

  private store(run: number): IncidentParts['store'] {
    let [unread, taken]: [(string | null)[], number] = [[this.disk, ...this.putAside], 0];
    let isDiskUnread = true;
    return {
      read: () => {
        if (this.weather.record === 'held' && unread.length > 0) throw new Error('EBUSY');
        for (let next = unread.shift(); next !== undefined; next = unread.shift()) {
          if (!isDiskUnread) taken++;
          isDiskUnread = false;
          if (next !== null) return { kind: 'value', value: IncidentState.parse(JSON.parse(next)) };
        }
        return { kind: 'absent' };
      },
      write: (state) => {
        const text = JSON.stringify(state);
        const held = taken;
        return this.act(run, `write ${state.phase}`, this.weather.disk, () => {
          if (isDiskUnread && this.disk !== null) {
            this.putAside.push(this.disk);
            unread = [...this.putAside];
          }
          isDiskUnread = false;
          this.disk = text;
          this.putAside.splice(0, held);
          taken -= held;
        });
      },
    };
  }

  private look() {
    this.looks++;
    if (this.weather.links === 'unreadable') return { off: 'unknown', adapters: [] } as const;
    const adapters = [...this.up].map(([name, up]) => ({ name, state: up && this.plugged ? 'up' : 'down' }) as const);
    const isOn = adapters.some(({ state }) => state === 'up');
    if (isOn && this.lastSeen !== 'no') this.seenOnAtMs = this.ranMs;
    this.lastSeen = isOn ? 'no' : 'yes';
    return { off: this.lastSeen, adapters };
  }

  /** Knows, as a real one does, only what it has itself set down. */
  private async cut(run: number, way: Weather['cut']): Promise<CutAttempt> {
    if (this.countdownSinceMs !== null && this.ranMs - this.countdownSinceMs < COUNTED_DOWN_MS) {
      const hasInsisted = this.insistedAtMs !== null && this.insistedAtMs > this.countdownSinceMs - COUNTED_DOWN_MS;
      if (!hasInsisted) this.faults.push('cut before the countdown was over');
    }
    const isDiskQuick = this.diskTakesMs === 0 && !this.isWriting;
    if (this.weather.disk === 'fine' && isDiskQuick) {
      const written = this.disk && IncidentState.parse(JSON.parse(this.disk));
      if (!written || written.cutAskedAtMs === null) this.faults.push('cut before it was written down');
      if (written && (written.drill || !written.mayCut)) this.faults.push('cut although it must not');
    }
    const linksSetDown: string[] = [];
    await this.switchNetwork(run, 'cut', way, () => {
      for (const [name, up] of this.up) {
        if (!up || !this.plugged || way === 'does-nothing' || (way !== 'works' && name !== 'eth0')) continue;
        this.up.set(name, false);
        this.setDown.add(name);
        linksSetDown.push(name);
      }
    });
    const isOff = [...this.up.values()].every((up) => !up || !this.plugged);
    const outcome = isOff && linksSetDown.length === 0 ? 'already' : 'asked';
    const answer = { way: 'network-manager', outcome, detail: '', adapters: [], tookMs: 8 } as const;
    const tried = this.tellsAlready ? { ways: [answer], unmanaged: null } : this.tried;
    return { ...tried, undo: { linksSetDown, wirelessLeft: [] } };
  }

  /** Sets up what it is told was set down, and nothing else. */
  private async restore(run: number, way: Weather['restore'], { linksSetDown }: CutUndo): Promise<CutAttempt> {
    const meant = linksSetDown ?? [...this.up.keys()];
    const isTaken = (name: string) => way === 'works' || name === 'eth0';
    await this.switchNetwork(run, 'restore', way, () => {
      for (const name of meant) {
        if (!isTaken(name)) continue;
        this.up.set(name, true);
        this.setDown.delete(name);
      }
    });
    return { ...this.tried, undo: { linksSetDown: meant.filter((name) => !isTaken(name)), wirelessLeft: [] } };
  }

  private async switchNetwork(
    run: number,
    kind: 'cut' | 'restore',
    way: Weather['cut' | 'restore'],
    effect: () => void,
  ): Promise<void> {
    this.lastSeen = null;
    if (this.switching++ > 0) this.faults.push(`${kind} while another is under way`);
    try {
      await this.act(run, kind, way === 'hangs' ? 'hangs' : way === 'rejects' ? 'full' : 'fine', effect);
    } finally {
      this.switching--;
    }
  }

  /** One thing done to the world: it takes a turn of the loop, and may be the app's last. */
  private async act(run: number, name: string, behaves: 'fine' | 'full' | 'fails' | 'hangs', effect: () => void) {
    if (run !== this.run) return NEVER;
    const dies = this.dies && --this.dies.inOperations <= 0 ? this.dies : null;
    if (dies && !dies.after) return this.kill();
    if (this.diskTakesMs > 0 && /^(write|post)/.test(name)) {
      await this.throughSlowDisk();
      if (run !== this.run) return NEVER;
    }
    if (behaves === 'hangs') {
      // Given up by the service after its own bound; the switch is then free again.
      await new Promise<void>((passed) => this.timer(7000, passed));
      throw new Error(`${name}: no answer`);
    }
    if (behaves !== 'fine') throw new Error(`${name}: no space left`);
    this.done.push(name);
    effect();
    if (dies) return this.kill();
    await Promise.resolve();
  }

  private kill(): Promise<never> {
    this.service.stop();
    this.isClaimed = false;
    this.run++;
    this.timers = [];
    return NEVER;
  }
}
