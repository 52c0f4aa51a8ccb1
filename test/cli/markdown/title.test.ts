import { describe, expect, test } from 'vitest';
import { titleOfHeadings, withoutTitle } from '../../../src/cli/markdown/title.ts';

describe('titleOfHeadings', () => {
  test('takes the first heading of the first level, and takes it out of the body', () => {
    expect(titleOfHeadings('Lead.\n\n## Small\n\n# Name\n\nText\n')).toEqual({
      title: 'Name',
      body: 'Lead.\n\n## Small\n\nText\n',
    });
  });

  test('passes over a heading without words', () => {
    expect(titleOfHeadings('# ![](logo.png)\n\n# Name\n\nText')?.title).toBe('Name');
  });

  test.each([
    ['## Title\n\nAsk first\n\n## Problem\n\nText', 'Ask first', '## Problem\n\nText'],
    ['## Title  \nAsk first\n## Problem\n\nText', 'Ask first', '## Problem\n\nText'],
    ['## Título:\n\n*Pregunta primero*\n\n## Problema\n', 'Pregunta primero', '## Problema\n'],
    ['# Pattern Name\n\nAsk first\n\n# Context\n', 'Ask first', '# Context\n'],
    ['## タイトル\n\n先に聞く\n', '先に聞く', ''],
    [
      '## Title\n\n- Ask first\n- Also known as: look before\n\n## Problem\n',
      'Ask first',
      '- Also known as: look before\n\n## Problem\n',
    ],
  ])('takes the name under a heading that only announces it: %j', (text, title, body) => {
    expect(titleOfHeadings(text)).toEqual({ title, body });
  });

  test('does not take a paragraph under such a heading for a name', () => {
    const text = '# Name\n\nThis text is about names,\nand how they are given.\n\n## More\n';
    expect(titleOfHeadings(text)?.title).toBe('Name');
  });

  test('takes a lone heading at the top, whatever its level', () => {
    expect(titleOfHeadings('### Small but alone\n\nText\n\n#### Below\n')).toEqual({
      title: 'Small but alone',
      body: 'Text\n\n#### Below\n',
    });
  });

  test.each([
    ['one section among others', '## Introduction\n\nText\n\n## More\n'],
    ['a heading further down', 'Text\n\n## Section\n'],
    ['none', 'Text only'],
    ['only one in code', '```\n# code\n```\n'],
  ])('finds none where there is %s', (_name, text) => {
    expect(titleOfHeadings(text)).toBeUndefined();
  });
});

describe('withoutTitle', () => {
  test('takes out the heading that repeats the title, in other case and punctuation too', () => {
    expect(withoutTitle('Ask first!', '# **Ask First**\n\nText')).toBe('Text');
  });

  test.each(['# Another\n\nText', '## Ask first\n\nText', 'Text\n'])('leaves %j as it is', (body) => {
    expect(withoutTitle('Ask first', body)).toBe(body);
  });
});
