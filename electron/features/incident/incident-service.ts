import type { Details, IncidentView, RestoreReason } from '../../contract/incident.ts';
import { DocumentTooLarge } from '../../delivery/document.ts';
import { CutDue } from './cut-due.ts';
import { EarlierRecord } from './earlier-record.ts';
import { type IncidentEffect, type IncidentEvent, type NetworkLook, type Stamp, upIn } from './incident-events.ts';
import type { IncidentParts, PressRequest } from './incident-ports.ts';
import type { IncidentState, Unposted } from './incident-state.ts';
import { viewOf } from './incident-view.ts';
import { step } from './machine.ts';
import { mayStillCut, unseen } from './phases.ts';
import { pressFrom } from './press.ts';
import { picturesOf, releasedBody, type Ticked } from './release.ts';
import { StateKeeper } from './state-keeper.ts';
import { switchNetwork } from './switching.ts';
import { Timers } from './timers.ts';

type Happening = IncidentEvent extends infer E ? (E extends Stamp ? Omit<E, keyof Stamp> : never) : never;

const POST_AGAIN_AFTER_MS = 5000;

/**
 * Drives the state machine: one event at a time, its new state on disk before anything is done about it. A disk that
 * refuses is told to the person and stops nothing. Every call resolves once its event is on disk; none rejects.
 */
export class IncidentService {
  private readonly parts: IncidentParts;
  private readonly listeners = new Set<(view: IncidentView | null) => void>();
  private readonly timers: Timers;
  private readonly cutDue: CutDue;
  private readonly posting = new Set<string>();
  private readonly keeper: StateKeeper;
  private readonly earlier: EarlierRecord;
  private state: IncidentState | null = null;
  private work: Promise<void> = Promise.resolve();
  private networkWork: Promise<void> = Promise.resolve();
  /** As far as people know it: on disk, or the disk is known to be in trouble. */
  private shown: IncidentState | null = null;
  private isPostingLater = false;
  private isStopped = false;

  constructor(parts: IncidentParts) {
    this.parts = parts;
    this.timers = new Timers(parts.clock);
    this.cutDue = new CutDue(parts.clock);
    this.earlier = new EarlierRecord(parts.store, (what, error) => this.say(what, error));
    this.keeper = new StateKeeper({
      store: parts.store,
      pause: (ms) => this.timers.pause(ms),
      onTrouble: (error) => {
        this.say('not saved', error);
        this.postLater();
      },
      onMended: () => this.publish(this.shown),
    });
  }

  /** Takes up what an earlier run left; what cannot be read yet follows. Blocks for one small file. */
  start(): Promise<void> {
    const [newest, ...older] = this.earlier.read();
    this.state = newest ?? null;
    this.shown = this.state && unseen(this.state);
    const started = this.happens({ kind: 'started' });
    for (const earlier of older) void this.happens({ kind: 'found', earlier });
    this.readAgain();
    return started;
  }

  stop(): void {
    this.isStopped = true;
    this.timers.stop();
  }

  view(): IncidentView | null {
    return this.shown && viewOf(this.shown, this.keeper.problem);
  }

  /** Why the state of an earlier run could not be read; null: it was, or there is none. */
  get readProblem(): string | null {
    return this.earlier.problem;
  }

  /** Known for sure: what could not be read, or is being restored, is not nothing. */
  get hasNothingToRestore(): boolean {
    const isUnderWay = this.shown?.phase === 'restoring';
    return this.readProblem === null && !isUnderWay && !this.view()?.mayRestore;
  }

  onChange(listener: (view: IncidentView | null) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The red button, from wherever: begins an incident, or joins the open one. */
  press(request: PressRequest): Promise<void> {
    return this.happens({ kind: 'pressed', press: pressFrom(this.parts, request) });
  }
  cutNow = (): Promise<void> => this.happens({ kind: 'cut-now' });
  doNotCut = (): Promise<void> => this.happens({ kind: 'do-not-cut' });
  askRestore = (): Promise<void> => this.happens({ kind: 'restore-asked' });
  cancelRestore = (): Promise<void> => this.happens({ kind: 'restore-cancelled' });
  restore = (reason: RestoreReason): Promise<void> => this.happens({ kind: 'restore-confirmed', reason });
  giveDetails = (answers: Details): Promise<void> => this.happens({ kind: 'details-given', answers });
  callFalseAlarm = (words: string): Promise<void> => this.happens({ kind: 'false-alarm', words });
  close = (): Promise<void> => this.happens({ kind: 'closed' });

  /** A person has handled or refused the report: what is pressed from now on is about something new. */
  noteAnswered(firstId: string): void {
    if (this.state?.firstId === firstId && !this.state.answered) void this.happens({ kind: 'answered', firstId });
  }

  /** Lets go what the person has looked at and ticked; all else stays on this PC. */
  async release(ticked: Ticked): Promise<void> {
    const { state } = this;
    if (!state) return;
    const body = releasedBody(state, this.parts.evidence.of(state.firstId), ticked, this.parts.clock.nowMs());
    await this.happens({ kind: 'evidence-released', body });
  }

  /** Deletes what was gathered, as the person wished. Rejects with the file system's error. */
  async discardEvidence(): Promise<void> {
    if (this.state) await this.parts.evidence.discard(this.state.firstId);
  }

  private happens(happening: Happening): Promise<void> {
    const { clock, delivery } = this.parts;
    const stamp = { atMs: clock.nowMs(), newId: delivery.newId(), upNow: this.upNow(happening) };
    const happenedMs = clock.runningMs();
    const taken = this.work.then(async () => {
      for (const earlier of this.readBefore()) await this.take({ kind: 'found', earlier, ...stamp }, happenedMs);
      return this.take({ ...happening, ...stamp } as IncidentEvent, happenedMs);
    });
    this.work = taken.then(
      () => {},
      (error: unknown) => this.say('fault', error),
    );
    return taken.then(
      (done) => done?.shown,
      () => {},
    );
  }

  /** Before anything follows, and is written, what an earlier run left is tried once more: it may fit in with that. */
  private readBefore(): IncidentState[] {
    if (this.readProblem === null || this.isStopped) return [];
    const found = this.earlier.read();
    if (this.readProblem === null) this.publish(this.shown);
    return found;
  }

  private readAgain(): void {
    if (this.readProblem === null) return;
    this.timers.later(this.earlier.againAfterMs, () => {
      void this.happens({ kind: 'read-again' });
      this.readAgain();
    });
  }

  /** Resolves when it is done, at the moment of the cut at the latest; `shown` once it is on disk and shown. */
  private async take(event: IncidentEvent, happenedMs: number): Promise<{ shown: Promise<void> } | undefined> {
    if (this.isStopped) return;
    const { state, effects } = step(this.state, event);
    if (!state) return;
    if (event.kind === 'pressed' || event.kind === 'cut-now') this.cutDue.clicked(this.state, state, happenedMs);
    this.state = state;
    // Armed before the disk is asked, and reckoned from what happened: no disk lengthens them.
    for (const effect of effects)
      if (effect.kind === 'wait') this.wait(effect.turn, this.cutDue.leftOf(state, effect.ms, happenedMs));
    const cut = effects.find(({ kind }) => kind === 'cut');
    const kept = this.keeper.keep(state).then(() => {
      // A disk that mends meanwhile shows this one, and no longer the one before.
      this.shown = state;
    });
    // The picture is of what stands on the screen now; only a cut goes before it.
    const gather = cut ? undefined : effects.find(({ kind }) => kind === 'gather');
    if (gather) this.run(gather);
    await Promise.race([kept, this.timers.pause(this.cutDue.writeWithinMs(state, cut !== undefined))]);
    if (this.isStopped) return;
    if (cut) {
      this.run(cut);
      // The request must have left before gathering or a page's view takes the thread.
      await this.parts.clock.nextTurn();
    }
    for (const effect of effects) if (effect !== cut && effect !== gather) this.run(effect);
    // A number that was shown is never lost.
    return { shown: kept.then(() => this.publish(state)) };
  }

  private wait(turn: number, ms: number): void {
    this.timers.later(ms, () => void this.happens({ kind: 'time-up', turn }));
  }

  private publish(state: IncidentState | null): void {
    if (this.isStopped) return;
    this.shown = state;
    for (const listener of this.listeners)
      try {
        listener(this.view());
      } catch (error) {
        // A page that cannot draw must not keep the network up.
        this.say('not shown', error);
      }
  }

  private run(effect: IncidentEffect): void {
    switch (effect.kind) {
      case 'post':
        this.post(effect.document);
        break;
      case 'post-later':
        this.postLater();
        break;
      case 'send':
        void this.send(effect);
        break;
      case 'gather':
        void this.gather();
        break;
      case 'cut':
      case 'restore':
        this.switchNetwork(effect);
        break;
      case 'look':
        if (effect.afterMs === 0) this.lookFor(effect.turn);
        else this.timers.later(effect.afterMs, () => this.lookFor(effect.turn));
    }
  }

  private postLater(): void {
    if (this.isPostingLater) return;
    this.isPostingLater = true;
    this.timers.later(POST_AGAIN_AFTER_MS, () => {
      this.isPostingLater = false;
      void this.happens({ kind: 'post-again' });
    });
  }

  private post({ id, body }: Unposted): void {
    if (this.posting.has(id)) return;
    this.posting.add(id);
    const posted = async () =>
      this.parts.delivery.post({ id, body, attachments: picturesOf(body, this.parts.evidence) });
    posted()
      .then(
        (as) => ({ kind: 'posted', id, as }) as const,
        (error: unknown) => {
          this.say('document not in the outbox', error);
          return { kind: 'post-failed', id, isTooLarge: error instanceof DocumentTooLarge } as const;
        },
      )
      .then((happening) => {
        this.posting.delete(id);
        return this.happens(happening);
      });
  }

  private async send({ id, boundMs, turn }: Extract<IncidentEffect, { kind: 'send' }>): Promise<void> {
    await this.parts.delivery.sendNow(id, boundMs).catch((error: unknown) => this.say('not sent yet', error));
    await this.happens({ kind: 'send-ended', turn });
  }

  private async gather(): Promise<void> {
    if (!this.state) return;
    const { firstId, drill } = this.state;
    await this.parts.evidence.gather(firstId, drill).catch((error: unknown) => this.say('evidence not kept', error));
  }

  /** One at a time: a cut never overtakes a cut, nor a restoring. */
  private switchNetwork(effect: Extract<IncidentEffect, { kind: 'cut' | 'restore' }>): void {
    this.networkWork = this.networkWork.then(async () => {
      const isRecordRead = () => this.readProblem === null;
      void this.happens(await switchNetwork(this.parts, effect, (ms) => this.timers.pause(ms), isRecordRead));
    });
  }

  private lookFor(turn: number): void {
    void this.happens({ kind: 'looked', turn, look: this.look() });
  }

  private look(): NetworkLook {
    try {
      return this.parts.network.look();
    } catch (error) {
      this.say('links not read', error);
      return { off: 'unknown', adapters: [] };
    }
  }

  private upNow(happening: Happening): readonly string[] | null {
    if (happening.kind === 'looked') return upIn(happening.look);
    const isOpen = this.readProblem !== null || (this.state !== null && mayStillCut(this.state));
    const mayCut = happening.kind === 'pressed' || isOpen;
    return mayCut ? upIn(this.look()) : null;
  }

  private say(what: string, error: unknown): void {
    this.parts.log?.(`incident: ${what}: ${String(error)}`);
  }
}
