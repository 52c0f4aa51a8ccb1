import { fileURLToPath } from 'node:url';

/**
 * The file of a worker beside the module at `moduleUrl`, with the same ending as that module:
 * `.ts` when the source runs as it is (tests), `.js` when built.
 */
export function siblingModule(moduleUrl: string, name: string): string {
  return fileURLToPath(new URL(`./${name}${moduleUrl.endsWith('.ts') ? '.ts' : '.js'}`, moduleUrl));
}
