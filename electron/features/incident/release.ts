import type { EvidenceReport, IncidentBody, Released } from '../../contract/incident.ts';
import type { Evidence, EvidenceShelf } from './evidence.ts';
import type { IncidentDocument, Posted } from './incident-ports.ts';
import { type About, evidenceReport } from './report.ts';

/** What the person looked at and lets go. */
export interface Ticked {
  readonly connections: boolean;
  readonly screenshot: boolean;
  readonly words: string;
}

const SCREENSHOT_NAME = 'screen.png';

/** `evidence`: null where nothing was gathered, or it was deleted. What was not ticked does not leave the PC. */
export function releasedBody(about: About, evidence: Evidence | null, ticked: Ticked, nowMs: number): EvidenceReport {
  const hasPicture = ticked.screenshot && evidence?.screenshot.kind === 'taken';
  const released = {
    connections: ticked.connections ? (evidence?.connections ?? null) : null,
    screenshotName: hasPicture ? SCREENSHOT_NAME : null,
    words: ticked.words,
  };
  return evidenceReport(about, released, evidence?.takenAtMs ?? nowMs, nowMs);
}

/** What a released body holds, for the page that must not offer it again. */
export function whatWasReleased(
  { connections, screenshot, words }: EvidenceReport,
  documentId: string,
  atMs: number,
): Released {
  const held = { connections: connections !== null, screenshot: screenshot !== null, words: words !== '' };
  return { documentId, atMs, ...held, screenshotTooLarge: false, connectionsTooMany: 0 };
}

/** What the outbox left out for its size has not been let go. */
export function asPosted(
  released: readonly Released[],
  documentId: string,
  { withAttachments, tooMany }: Posted,
): Released[] {
  return released.map((one) => {
    if (one.documentId !== documentId) return one;
    const picture = withAttachments ? {} : { screenshot: false, screenshotTooLarge: true };
    return { ...one, ...picture, connectionsTooMany: tooMany };
  });
}

/** The picture that a released body names; kept out of the incident's own state for its size. */
export function picturesOf(body: IncidentBody, shelf: Pick<EvidenceShelf, 'of'>): IncidentDocument['attachments'] {
  if (body.part !== 'evidence' || !body.screenshot) return [];
  const { screenshot } = shelf.of(body.first) ?? {};
  if (screenshot?.kind !== 'taken') return [];
  return [{ name: body.screenshot.attachment, mediaType: 'image/png', base64: screenshot.pngBase64 }];
}
