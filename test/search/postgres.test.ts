import { describe } from 'vitest';
import { createPostgresEngine } from '../../src/search/engines/postgres.ts';
import { databaseKinds } from '../support/databases.ts';
import { testSearchEngine } from './contract.ts';

describe.each(databaseKinds)('the postgres engine on %s', (kind) => {
  testSearchEngine(kind, (app) => createPostgresEngine(app.db));
});
