import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';

/** As long as those that nodemailer makes; RFC 2046 5.1.1 allows up to 70 characters. */
const BOUNDARY = '--_NmP-0123456789abcdef-Part_1';

/**
 * Everything of an attachment's part but its content, in bytes, as nodemailer writes it: the delimiter, the header
 * with the name encoded twice (RFC 2231 for `filename`, RFC 2047 for `name`, as receivers differ), the empty line, and
 * the line break that the next delimiter begins with (RFC 2046 5.1.1).
 */
export function partHeaderBytes(name: string): number {
  const message = new MimeNode('multipart/mixed');
  const part = message.createChild(detectMimeType(name), { filename: name });
  part.setHeader('Content-Transfer-Encoding', 'base64');
  const header = part.buildHeaders();
  return Buffer.byteLength(`--${BOUNDARY}\r\n${header}\r\n\r\n\r\n`);
}
