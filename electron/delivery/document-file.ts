import { DeliveryDocument, Handling } from '../contract/delivery.ts';
import { canonicalText, type FinishedDocument } from './document.ts';
import { sha256Of } from './sha256.ts';

const SCHEMA = 1;

/** A document and how it is treated, as one file that proves itself: everything an outbox without its journal needs. */
export function encodeDocumentFile({ text, sha256 }: FinishedDocument, handling: Handling): string {
  return `{"schema":${SCHEMA},"sha256":"${sha256}","handling":${JSON.stringify(handling)},"document":${text}}\n`;
}

export interface DocumentFile extends FinishedDocument {
  readonly handling: Handling;
}

/** Throws where the file is not exactly what `encodeDocumentFile` wrote for this id. */
export function decodeDocumentFile(content: string, id: string): DocumentFile {
  const { schema, sha256, handling, document } = JSON.parse(content);
  if (schema !== SCHEMA) throw new Error(`its schema is ${schema}, not ${SCHEMA}`);
  const parsed = DeliveryDocument.parse(document);
  const text = canonicalText(parsed);
  if (sha256Of(text) !== sha256) throw new Error('its content does not match its SHA-256');
  if (parsed.id !== id) throw new Error(`it holds the document ${parsed.id}`);
  return { document: parsed, text, bytes: Buffer.byteLength(text), sha256, handling: Handling.parse(handling) };
}
