import canonicalize from 'canonicalize';
import { Attachment, DeliveryDocument, type Handling } from '../contract/delivery.ts';
import { sha256Of } from './sha256.ts';

/** What a feature hands over; time and clock facts are the outbox's to add, and the id where none is given. */
export interface NewDocument {
  /** From `Delivery.newId`, for a feature that must write the id down before it posts. */
  readonly id?: string;
  readonly kind: string;
  /** The document that this one continues. */
  readonly about?: string;
  readonly body: DeliveryDocument['body'];
  readonly attachments?: readonly Attachment[];
  readonly handling: Handling;
}

/** A document with its canonical text (RFC 8785) and that text's size and hash. */
export interface FinishedDocument {
  readonly document: DeliveryDocument;
  readonly text: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The canonical document is larger than the managed `maxDocumentBytes`: nothing was saved. */
export class DocumentTooLarge extends Error {
  readonly bytes: number;
  readonly maxBytes: number;

  constructor(bytes: number, maxBytes: number) {
    super(`the document has ${bytes} bytes, more than ${maxBytes}`);
    this.name = 'DocumentTooLarge';
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }
}

export function attachmentOf(name: string, mediaType: string, content: Uint8Array): Attachment {
  return Attachment.parse({
    name,
    mediaType,
    bytes: content.byteLength,
    sha256: sha256Of(content),
    base64: Buffer.from(content).toString('base64'),
  });
}

/** Throws `DocumentTooLarge`, an attachment's wrong size or hash, or zod's error for what is no document. */
export function finishDocument(value: unknown, maxBytes: number): FinishedDocument {
  const document = DeliveryDocument.parse(value);
  for (const { name, bytes, sha256, base64 } of document.attachments) {
    const content = Buffer.from(base64, 'base64');
    if (content.byteLength !== bytes || sha256Of(content) !== sha256)
      throw new Error(`the attachment ${name} is not what its size and hash say`);
  }
  const text = canonicalText(document);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) throw new DocumentTooLarge(bytes, maxBytes);
  return { document, text, bytes, sha256: sha256Of(text) };
}

/** RFC 8785: names sorted, no white space, numbers as ECMAScript writes them. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}
