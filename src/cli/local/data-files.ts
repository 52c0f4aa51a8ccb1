import { join } from 'node:path';

/** Where the first start leaves the administrator's token. */
export function adminTokenFile(dataDir: string): string {
  return join(dataDir, 'admin-token');
}

/** What makes an administrator's token where that file is missing or does not hold. */
export const adminTokenCommand = '"copse token admin --local --scopes read,publish,import,steward,admin"';

/** Where a running server says at which address it listens, for the commands on its machine. */
export function addressFile(dataDir: string): string {
  return join(dataDir, 'address');
}
