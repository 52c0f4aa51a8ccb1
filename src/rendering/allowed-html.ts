import { defaultSchema, type Options } from 'rehype-sanitize';

/** What every id written by a contributor begins with, so that none can shadow a property of the page's document. */
export const ID_PREFIX = 'user-content-';

/** What every heading's id begins with. */
export const HEADING_PREFIX = 'h-';

/**
 * The HTML that may leave the renderer, beside the ids, rels, roles and highlighting we add after it was applied.
 * Elements outside the list vanish and leave their content, those in `strip` take it with them.
 * No `img` or other embedded media: `media.ts` has made links of them by then.
 */
export const allowedHtml: Options = {
  ...defaultSchema,
  tagNames: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'section', 'aside', 'blockquote', 'pre', 'hr', 'br', 'wbr'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary', 'figure', 'figcaption', 'input'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 'rp', 'rt'],
    ...['ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var'],
  ],
  attributes: {
    '*': ['id', 'dir', 'lang', 'title'],
    a: ['href', 'hrefLang', 'dataFootnoteRef', 'dataFootnoteBackref', ['className', 'data-footnote-backref']],
    blockquote: ['cite'],
    code: [['className', /^language-./]],
    del: ['cite', 'dateTime'],
    details: ['open'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    ins: ['cite', 'dateTime'],
    li: ['value', ['className', 'task-list-item']],
    ol: ['start', 'type', 'reversed', ['className', 'contains-task-list']],
    q: ['cite'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    time: ['dateTime'],
    ul: [['className', 'contains-task-list']],
  },
  ancestors: { ...defaultSchema.ancestors, caption: ['table'] },
  clobber: ['id'],
  clobberPrefix: ID_PREFIX,
  protocols: { cite: ['http', 'https'], href: ['http', 'https', 'mailto'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style', 'svg', 'iframe', 'noembed', 'noframes', 'template', 'title'],
};
