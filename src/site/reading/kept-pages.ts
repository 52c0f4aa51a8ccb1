interface Kept {
  /** For which the page was made. */
  tag: string;
  page: Buffer;
}

/** Pages as they were last sent, by the work they show, up to so many bytes; those asked for least recently go first. */
export interface KeptPages {
  get(id: string, tag: string): Buffer | undefined;
  put(id: string, tag: string, page: Buffer): void;
}

/**
 * Most requests ask for few pages, again and again. A page is sent from here only under the entity tag that the database
 * gives at that moment, so nothing has to tell this process of a change.
 */
export function keepPages(mostBytes: number): KeptPages {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function drop(id: string): void {
    bytes -= kept.get(id)?.page.length ?? 0;
    kept.delete(id);
  }

  return {
    get(id, tag) {
      const found = kept.get(id);
      if (found?.tag !== tag) return undefined;
      kept.delete(id);
      kept.set(id, found);
      return found.page;
    },
    put(id, tag, page) {
      drop(id);
      kept.set(id, { tag, page });
      bytes += page.length;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
  };
}
