import { describe, expect, it } from 'vitest';
import { readablePractice } from '../../src/articles/readable.ts';
import { feedTitle } from '../../src/publishing/feeds/title.ts';
import type { WorkFilters } from '../../src/works/filters.ts';
import { elementsOf, reparsed } from '../rendering/parsed.ts';

const bodies = ['<p>Ask.</p>', ''];
const html = (practice: Parameters<typeof readablePractice>[0], language = 'en') =>
  readablePractice(practice, language, (index) => bodies[index] ?? '');

describe('a practice as HTML', () => {
  it('is nothing where there are no fields', () => {
    expect(html(null)).toBe('');
    expect(html({})).toBe('');
  });

  it('tells steps in order, with their time, text and pitfall', () => {
    const text = html({ steps: [{ title: 'First', minutes: 5, pitfall: 'Haste.\n\nMore haste.' }, { title: 'Then' }] });
    expect(text).toBe(
      '<h2>Steps</h2>\n<ol>\n<li><p><strong>First</strong> (5 min)</p>\n<p>Ask.</p><p><em>Pitfall:</em> Haste.</p>\n<p>More haste.</p></li>\n<li><p><strong>Then</strong></p>\n</li>\n</ol>\n',
    );
  });

  it.each([
    [{ min: 3, max: 12 }, '3 to 12 people'],
    [{ min: 4, max: 4 }, '4 people'],
    [{ min: 3 }, '3 people or more'],
    [{ max: 12 }, 'Up to 12 people'],
  ])('words the range %j as %s', (participants, words) => {
    expect(html({ participants })).toContain(`<li>${words}</li>`);
  });

  it('says nothing of a range without bounds', () => {
    expect(html({ participants: {}, minutes: {} })).toBe('');
  });

  it('shows markup in fields as text', () => {
    const evil = '<img src=x onerror=alert(1)>&amp;"';
    const lines = [evil];
    const text = html({
      ...{ problem: evil, context: lines, forces: lines, resulting_context: evil, when_not_to_use: evil },
      ...{ signs_it_works: lines, variations: lines, materials: lines, audience: lines },
      steps: [{ title: evil, pitfall: evil }],
    });
    const names = new Set(elementsOf(text).map(({ tagName }) => tagName));
    expect([...names].sort()).toEqual(['em', 'h2', 'li', 'ol', 'p', 'strong', 'ul']);
    expect(text.split('&lt;img src=x onerror=alert(1)&gt;&amp;amp;').length).toBe(12);
    expect(reparsed(text)).toContain('onerror=alert(1)');
  });

  it('marks its English words in a text of another language', () => {
    expect(html({ problem: 'Wenig Zeit.' }, 'de')).toBe(
      '<h2><span lang="en">Problem</span></h2>\n<p>Wenig Zeit.</p>\n',
    );
    expect(html({ problem: 'Little time.' }, 'en-GB')).toContain('<h2>Problem</h2>');
  });
});

describe('the title of a feed', () => {
  it('is the name of the instance where it has everything', () => {
    expect(feedTitle('Copse', {}, undefined)).toBe('Copse');
  });

  it('names every filter', () => {
    const filters: WorkFilters = {
      ...{
        kind: ['article', 'thread'],
        community: ['hosts'],
        tag: ['a', 'b'],
        license: ['CC0-1.0'],
        language: ['pt-BR', 'not a tag'],
      },
      ...{
        contributor: ['ana'],
        setting: ['in_person'],
        maturity: ['tried'],
        difficulty: ['easy'],
        audience: ['teachers'],
      },
      ...{
        participants: 6,
        minutes: 45,
        updated_since: '2026-01-01T00:00:00Z',
        origin_source: ['https://git.example'],
      },
    };
    expect(feedTitle('Copse', filters, 'retro')).toBe(
      'Copse: articles or threads, about “retro”, from the community hosts, tagged a or b, by ana, in Brazilian Portuguese or not a tag, under CC0-1.0, ' +
        'maturity tried, setting in person, difficulty easy, for teachers, for 6 people, in 45 minutes, updated since 2026-01-01T00:00:00Z, imported from https://git.example',
    );
  });
});
