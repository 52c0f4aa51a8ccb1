import { describe, expect, test } from 'vitest';
import { Moved } from '../../src/http/redirects.ts';

describe('the address of what moved', () => {
  test.each([
    ['old', '/api/v1/works/old', '/api/v1/works/new'],
    ['old', '/api/v1/works/old/revisions/1?limit=1&q=old', '/api/v1/works/new/revisions/1?limit=1&q=old'],
    ['old', '/api/v1/works/old.md', '/api/v1/works/new.md'],
    ['old', '/articles/old', '/articles/new'],
    ['old', 'http://elsewhere.example/articles/old?a=b', '/articles/new?a=b'],
    ['old', '/articles/old/?a=/b', '/articles/new/?a=/b'],
    ['old', '/articles/%6Fld.md', '/articles/new.md'],
    ['v1', '/api/v1/works/v1/diff?from=1', '/api/v1/works/new/diff?from=1'],
    ['api', '/api/v1/works/api', '/api/v1/works/new'],
    ['diff', '/api/v1/works/diff/diff', '/api/v1/works/new/diff'],
    ['old', '/articles/older', '/articles/older'],
    ['old', '/articles/%zz', '/articles/%zz'],
  ])('from %s: %s leads to %s', (from, url, location) => {
    expect(new Moved(from, 'new').locationFor(url)).toBe(location);
  });
});
