import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/cli/markdown/decode.ts';

describe('decodeText', () => {
  test.each([
    ['UTF-8', Buffer.from('Änderung 変更')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFÄnderung 変更')],
    ['UTF-16, little end first', Buffer.from('\uFEFFÄnderung 変更', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFÄnderung 変更', 'utf16le').swap16()],
  ])('reads %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: 'Änderung 変更' });
  });

  test('reads what is not UTF-8 as Windows-1252, and says so', () => {
    expect(decodeText(Buffer.from([0x53, 0xfc, 0x64, 0x80]))).toEqual({
      text: 'Süd€',
      note: expect.stringContaining('Windows-1252'),
    });
  });

  test('gives every line end as LF', () => {
    expect(decodeText(Buffer.from('a\r\nb\rc\n'))).toEqual({ text: 'a\nb\nc\n' });
  });

  test('takes a text for one that has a stray control character', () => {
    const text = `${'words '.repeat(20)}\u001b[1mbold\u001b[0m`;
    expect(decodeText(Buffer.from(text))).toEqual({ text });
  });

  const noise = (length: number, from: number) =>
    Buffer.from(Array.from({ length }, (_, n) => from + ((n * 151) % (256 - from))));
  test.each([
    ['bytes with NUL', Buffer.from([0x89, 0x50, 0, 1])],
    ['bytes without NUL', noise(500, 1)],
    ['bytes that begin like UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), noise(500, 0)])],
    ['control characters in UTF-8', Buffer.from('\u0001\u0002ab\u0003')],
  ])('refuses %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ reason: 'it is not a text file' });
  });

  test('refuses a text in an encoding that cannot be told', () => {
    const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x21]);
    expect(decodeText(cyrillic)).toEqual({ reason: expect.stringContaining('save it as UTF-8') });
  });
});
