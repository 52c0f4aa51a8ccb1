const lineFeed = 0x0a;

/**
 * The lines of a stream of UTF-8, without their line feeds, the last one ended or not.
 * @throws RangeError at a line longer than `maxBytes`
 */
export async function* readLines(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    parts.push(part);
    size += part.length;
    if (size > maxBytes) throw new RangeError(`a line is longer than ${maxBytes} bytes`);
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString();
      parts = [];
      size = 0;
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (size > 0) yield Buffer.concat(parts).toString();
}
