/** What a forge shows of a repository at a path: the page of a file or folder, or the file itself. */
export type Shown = 'file' | 'folder' | 'raw';

interface Forge {
  /** Of a tree's address: the repository, and the state of it. */
  form: RegExp;
  between: Readonly<Record<Shown, string>>;
  /** Knows `HEAD` for the newest state. */
  hasHead: boolean;
}

const forges: readonly Forge[] = [
  {
    form: /^(https:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\/([^/]+)$/,
    between: { file: '/blob/', folder: '/tree/', raw: '/raw/' },
    hasHead: true,
  },
  {
    form: /^(https:\/\/[^/]+\/.+)\/-\/tree\/([^/]+)$/,
    between: { file: '/-/blob/', folder: '/-/tree/', raw: '/-/raw/' },
    hasHead: true,
  },
  {
    form: /^(https:\/\/[^/]+\/[^/]+\/[^/]+)\/src\/((?:commit|branch|tag)\/[^/]+)$/,
    between: { file: '/src/', folder: '/src/', raw: '/raw/' },
    hasHead: false,
  },
];

/** The page of one file, where the source's tree is on a forge whose addresses are known; else undefined. */
export function urlOf(tree: string | undefined, path: string): string | undefined {
  const place = placeOf(tree) ?? placeOf(treeOfRepository(tree));
  return place && `${place.repository}${place.forge.between.file}${place.state}/${encodePath(path)}`;
}

/**
 * The same for what a text links to, in the newest state where the tree is a commit's: otherwise every commit of the
 * source would change every text that has a link.
 */
export function newestUrlOf(tree: string | undefined, path: string, shown: Shown): string | undefined {
  const place = placeOf(tree) ?? placeOf(treeOfRepository(tree));
  if (place === undefined) return undefined;
  const { forge, repository, state } = place;
  const newest = forge.hasHead && /^[0-9a-f]{7,64}$/.test(state) ? 'HEAD' : state;
  return `${repository}${forge.between[shown]}${newest}/${encodePath(path)}`;
}

/** Of a repository without a commit, on a forge that is known by its name. */
function treeOfRepository(repository: string | undefined): string | undefined {
  const forge = /^https:\/\/(github|gitlab)\.com\/[^/]+\/[^/]+$/.exec(repository ?? '')?.[1];
  return forge && `${repository}${forge === 'gitlab' ? '/-' : ''}/tree/HEAD`;
}

function placeOf(tree: string | undefined): { forge: Forge; repository: string; state: string } | undefined {
  for (const forge of forges) {
    const [, repository, state] = forge.form.exec(tree ?? '') ?? [];
    if (repository !== undefined && state !== undefined) return { forge, repository, state };
  }
  return undefined;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
