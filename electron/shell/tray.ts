import { Menu, nativeImage, Tray } from 'electron';
import type { Language } from '../contract/format.ts';
import type { UsageSnapshot } from '../contract/usage.ts';
import { forecastSentence, verdictOf } from '../contract/verdict.ts';
import { drawTrayIcon, type TrayLevel } from './tray-icon.ts';
import type { Words } from './words.ts';

/** Sizes at 100, 125, 150, 200 and 300 %. */
const ICON_SIZES_PX = [16, 20, 24, 32, 48];
/** What Windows shows of one. */
const TOOLTIP_MAX_CHARACTERS = 127;

export interface TrayActions {
  readonly open: () => void;
  readonly press: () => void;
  /** Asks restoring's one question; restores nothing yet. */
  readonly askRestore: () => void;
  readonly quit: () => void;
}

/** The incident as the menu shows it. */
export interface TrayIncident {
  /** The red action's words: on a report-only PC it cuts nothing, and says so. */
  readonly action: string;
  /** What is true of an incident that is open or not undone, a line each; none where there is neither. */
  readonly standing: readonly string[];
  readonly mayRestore: boolean;
}

/** The icon beside the clock: today's level at a glance, the verdict in words on hover. */
export class UsageTray {
  private readonly tray: Tray;
  private readonly actions: TrayActions;
  private shown = { icon: '', words: '' };

  constructor(actions: TrayActions) {
    this.actions = actions;
    this.tray = new Tray(iconFor({ kind: 'unknown' }, false));
    this.tray.on('click', actions.open);
  }

  /** Touches the system only where something visible changed: this runs at every reading. */
  update(
    snapshot: UsageSnapshot,
    incident: TrayIncident,
    language: Language,
    words: Words,
    /** What the person owes the rules, in a line; null: nothing now. */
    owed: string | null = null,
  ): void {
    const level = levelOf(snapshot);
    const icon = JSON.stringify([level, owed !== null]);
    if (icon !== this.shown.icon) this.tray.setImage(iconFor(level, owed !== null));

    const usageLines = trayLines(snapshot, language, words);
    const lines = [...incident.standing, ...usageLines];
    const text = JSON.stringify([incident, lines, owed]);
    if (text !== this.shown.words) {
      this.tray.setToolTip(tooltipOf(lines, owed));
      this.tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: incident.action, click: this.actions.press },
          ...(incident.mayRestore ? [{ label: words('incident:action.restore'), click: this.actions.askRestore }] : []),
          { type: 'separator' as const },
          ...lines.map((label) => ({ label, enabled: false })),
          ...(owed === null ? [] : [{ label: owed, click: this.actions.open }]),
          { type: 'separator' as const },
          { label: words('shell:tray.open'), click: this.actions.open },
          { label: words('shell:tray.quit'), click: this.actions.quit },
        ]),
      );
    }
    this.shown = { icon, words: text };
  }

  destroy(): void {
    this.tray.destroy();
  }
}

/** What is owed comes last; a line that the system would cut off is left out, with all after it. */
function tooltipOf(lines: readonly string[], owed: string | null): string {
  let text = lines[0] ?? '';
  for (const line of [...lines.slice(1), ...(owed === null ? [] : [owed])]) {
    if (text.length + 1 + line.length > TOOLTIP_MAX_CHARACTERS) break;
    text += `\n${line}`;
  }
  return text;
}

/** Whole fives of a per cent: the eye sees no finer step at 16 px, and the icon is redrawn less often. */
export function levelOf(snapshot: UsageSnapshot): TrayLevel {
  const { key, percent } = verdictOf(snapshot, 'en');
  if (key === 'overOfficial') return { kind: 'over-official' };
  if (key === 'unknown' || percent === null) return { kind: 'unknown' };
  if (key.startsWith('over')) return { kind: 'over' };
  return { kind: 'percent', percent: Math.floor(percent / 5) * 5, warn: key.startsWith('warn') };
}

/** The tooltip's lines; the system cuts a tooltip off, so the verdict is the short one. */
export function trayLines(snapshot: UsageSnapshot, language: Language, words: Words): string[] {
  const verdict = verdictOf(snapshot, language);
  const lines = [words(`shell:tray.verdict.${verdict.key}`, { ...verdict.values })];
  const forecast = forecastSentence(snapshot, verdict);
  if (forecast?.key === 'at') lines.push(words('shell:tray.forecastAt', { time: forecast.time }));
  return lines;
}

function iconFor(level: TrayLevel, hasBadge: boolean): Electron.NativeImage {
  const image = nativeImage.createEmpty();
  for (const sizePx of ICON_SIZES_PX) {
    const buffer = drawTrayIcon(level, sizePx, hasBadge);
    image.addRepresentation({ scaleFactor: sizePx / 16, width: sizePx, height: sizePx, buffer });
  }
  return image;
}
