/** What was asked for lives under another name now: answered with 308 to the same path with that name in it. */
export class Moved extends Error {
  readonly from: string;
  readonly to: string;

  constructor(from: string, to: string) {
    super(`moved from ${from} to ${to}`);
    this.from = from;
    this.to = to;
  }

  /**
   * The request's URL with the first path segment that is the old name, or begins with it and a dot, renamed. The first
   * segments name the API or the kind, whatever a work was called.
   */
  locationFor(requestUrl: string): string {
    // Of a target in absolute form (RFC 9112 §3.2.2) only the path: whoever asks does not decide where others are led.
    const [path = '', ...query] = requestUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?');
    const segments = path.split('/');
    const first = path.startsWith('/api/') ? 4 : 2;
    const index = segments.findIndex((segment, at) => at >= first && isOrBegins(decoded(segment), this.from));
    if (index >= 0) segments[index] = this.to + decoded(segments[index]!).slice(this.from.length);
    return [segments.join('/'), ...query].join('?');
  }
}

function isOrBegins(segment: string, name: string): boolean {
  return segment === name || segment.startsWith(`${name}.`);
}

/** `%61` is another way to write `a`: left as it is, the redirect would lead to itself for ever. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
