import type { IncidentBody } from '../../../contract/incident.ts';
import { isoTime } from '../../../contract/iso-time.ts';
import type { DoubtedMessages } from './doubted-messages.ts';

/** What the document has besides the message itself: its own fields, and the numbers of an attachment. */
const FIELDS_BYTES = 8192;
const LINE_MAX = 200;
const MEDIA_TYPE = 'message/rfc822';

/** The incident and its way out, as the incident's own room gives them. */
export interface ReportMessageParts {
  readonly messages: Pick<DoubtedMessages, 'report' | 'content'>;
  readonly incident: {
    press(press: { want: 'cut' | 'report-only'; drill: false }): Promise<void>;
    view(): { readonly code: string; readonly firstId: string; readonly drill: boolean } | null;
  };
  readonly delivery: {
    newId(): string;
    post(document: {
      id: string;
      body: IncidentBody;
      attachments: readonly { name: string; mediaType: string; base64: string }[];
    }): Promise<unknown>;
  };
  readonly settings: () => { readonly timeZone: string; readonly delivery: { readonly maxDocumentBytes: number } };
  readonly nowMs: () => number;
}

/**
 * Clause 7(7): begins an incident, or joins the open one, and continues it with a document that carries the message,
 * whole, where the agency's bound on a document allows it. Answers whether it does.
 */
export async function reportMessage(parts: ReportMessageParts, id: string, cut: boolean): Promise<boolean> {
  const { messages, incident, delivery, settings, nowMs } = parts;
  const { fileName, bytes, verdict, from, subject } = messages.report(id);
  const { timeZone, delivery: bounds } = settings();
  const maxBytes = Math.floor(((bounds.maxDocumentBytes - FIELDS_BYTES) * 3) / 4);
  const reading = messages.content(id, maxBytes);
  await incident.press({ want: cut ? 'cut' : 'report-only', drill: false });
  const view = incident.view();
  if (!view) throw new Error('there is no incident after the press');
  const content = await reading;
  const name = (fileName || 'message.eml').slice(0, LINE_MAX);
  await delivery.post({
    id: delivery.newId(),
    body: {
      schema: 1,
      code: view.code,
      drill: view.drill,
      first: view.firstId,
      part: 'message',
      at: isoTime(nowMs(), timeZone),
      fileName: name,
      bytes,
      verdict,
      from: from.slice(0, LINE_MAX),
      subject: subject.slice(0, LINE_MAX),
      attachment: content ? name : null,
      notAttached: content ? null : bytes > maxBytes ? 'too-large' : 'unreadable',
    },
    attachments: content ? [{ name, mediaType: MEDIA_TYPE, base64: content.toString('base64') }] : [],
  });
  return content !== null;
}
