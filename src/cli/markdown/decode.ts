import { isUtf8 } from 'node:buffer';

/** The text of a file with LF line ends, or why it is none. `note`: what had to be guessed. */
export type Decoded = { text: string; note?: string } | { reason: string };

/**
 * Reads bytes as UTF-8 or UTF-16 (by its mark), else as Windows-1252, which old files of Western languages are in:
 * a guess that is said, rather than a text with holes.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000')) return { reason: 'it is not a text file' };
  const normal = text.replace(/\r\n?/g, '\n');
  return encoding === 'windows-1252' ? { text: normal, note: 'not UTF-8; read as Windows-1252' } : { text: normal };
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
