/** Builds every absolute URL of an instance from its public base. */
export interface Urls {
  readonly base: string;
  api(path: string): string;
  work(work: { kind: string; slug: string | null; id: string }): string;
  workApi(work: { kind: string; id: string }): string;
  contributor(handle: string): string;
  community(slug: string): string;
  page(path: string): string;
}

/**
 * @param publicUrl base such as `https://commons.example.org`; a function where it is known only once the server
 * listens (any free port)
 */
export function createUrls(publicUrl: string | (() => string)): Urls {
  const fixed = typeof publicUrl === 'string' ? publicUrl.replace(/\/+$/, '') : '';
  const base = typeof publicUrl === 'string' ? () => fixed : publicUrl;
  return {
    get base() {
      return base();
    },
    api: (path) => `${base()}/api/v1${path}`,
    work: (work) => `${base()}/${pathOfKind(work.kind)}/${work.slug ?? work.id}`,
    workApi: (work) => `${base()}/api/v1/${pathOfKind(work.kind)}/${work.id}`,
    contributor: (handle) => `${base()}/people/${handle}`,
    community: (slug) => `${base()}/communities/${slug}`,
    page: (path) => `${base()}${path}`,
  };
}

/** The plural noun under which a kind's works live, in the API and on the site. */
export function pathOfKind(kind: string): string {
  return `${kind}s`;
}
