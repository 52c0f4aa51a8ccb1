import { isUtf8 } from 'node:buffer';

/** The text of a file with LF line ends, or why it is none. `note`: what had to be guessed. */
export type Decoded = { text: string; note?: string } | { reason: string };

/**
 * Reads bytes as UTF-8 or UTF-16 (by its mark), else as Windows-1252, which old files of Western languages are in:
 * a guess that is said, rather than a text with holes. What is no text by that reading is refused: a picture, a packed
 * file, or a text in an encoding that no file says of itself.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000') || shareOf(strange, text) > 0.05) return { reason: 'it is not a text file' };
  if (encoding === 'windows-1252' && shareOf(foreign, text) > 0.5)
    return { reason: 'it is neither in UTF-8 nor in UTF-16; save it as UTF-8' };
  const normal = text.replace(/\r\n?/g, '\n');
  return encoding === 'windows-1252' ? { text: normal, note: 'not UTF-8; read as Windows-1252' } : { text: normal };
}

/** What no text holds but by accident: control characters, holes, and what no character is assigned to. */
const strange = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu;
/** In Western texts most letters are plain ones; where they are not, the bytes mean another alphabet. */
const foreign = /\P{ASCII}/gu;

/** From 0 to 1, of all characters but white space. */
function shareOf(characters: RegExp, text: string): number {
  const bare = text.replace(/\s+/g, '');
  return (bare.match(characters)?.length ?? 0) / Math.max(1, bare.length);
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
