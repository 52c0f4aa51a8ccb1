import type { Content } from './content.ts';
import type { Kind } from './kind.ts';
import type { PreparedTexts } from './writing/prepare.ts';

type ShownTexts = Pick<PreparedTexts, 'html' | 'outline' | 'excerpt'>;

/** Of a work as it is shown, what its revision alone decides, as a JSON object: it is written once and sent often. */
export function renderMembers(kind: Kind, content: Content, { html, outline, excerpt }: ShownTexts): string {
  return JSON.stringify({
    ...{ excerpt, body: content.body, html: html['/body'] ?? '', outline },
    ...kind.present(content, html),
  });
}

/**
 * A work as it is shown: what may change without a revision, joined with the members of its rendition.
 * @returns JSON, the same as of `{ ...head, ...JSON.parse(members) }`
 */
export function joinMembers(head: object, members: string): string {
  return `${JSON.stringify(head).slice(0, -1)},${members.slice(1)}`;
}
