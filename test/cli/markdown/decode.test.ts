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

  test('refuses what is no text', () => {
    expect(decodeText(Buffer.from([0x89, 0x50, 0, 1]))).toEqual({ reason: 'it is not a text file' });
  });
});
