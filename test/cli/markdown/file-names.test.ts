import { describe, expect, test } from 'vitest';
import { titleOfPath } from '../../../src/cli/markdown/file-names.ts';

describe('titleOfPath', () => {
  test.each([
    ['guides/our_first-step.md', 'Our first step'],
    ['01-basics.md', 'Basics'],
    ['2024-05-01-spring-meeting.md', 'Spring meeting'],
    ['2024.md', '2024'],
    ['_agenda.md', 'Agenda'],
    ['ask-first.pt-BR.md', 'Ask first'],
    ['iOS-tips.md', 'iOS tips'],
    ['先に聞く.md', '先に聞く'],
    ['team-work/README.md', 'Team work'],
    ['team-work/README.de.md', 'Team work'],
    ['a/02-setup/index.md', 'Setup'],
    ['README.md', 'The source'],
    ['index.markdown', 'The source'],
  ])('%s is called %s', (path, title) => {
    expect(titleOfPath(path, 'The source')).toBe(title);
  });
});
