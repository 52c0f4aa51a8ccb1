import type { Nodes as HtmlNodes, Root as HtmlRoot } from 'hast';
import type { Nodes as MarkdownNodes } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { EXIT, visit } from 'unist-util-visit';
import { allowedHtml, HEADING_PREFIX } from './allowed-html.ts';
import { settleAnchors } from './anchors.ts';
import { settleHeadings } from './headings.ts';
import { highlightCode } from './highlight.ts';
import { markLinks } from './links.ts';
import { linkMedia } from './media.ts';
import { MAX_DEPTH, MAX_HTML_BYTES, refusal } from './refusals.ts';
import type { RenderedText } from './rendered.ts';
import { cutSections, excerptOf } from './sections.ts';

const nest = rehypeRaw();
type File = Parameters<typeof nest>[1];

/** What runs after `rehypeSanitize` may add only values of our own making. */
const pipeline = remark()
  .use(remarkGfm)
  .use(limitMarkdownDepth)
  .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '', footnoteBackLabel: '' })
  .use(rehypeRaw)
  .use(limitHtmlDepth)
  .use(linkMedia)
  .use(noteUnwrapping)
  .use(rehypeSanitize, allowedHtml)
  .use(settleNesting)
  .use(settleHeadings)
  .use(rehypeSlug, { prefix: HEADING_PREFIX })
  .use(highlightCode)
  .use(rehypeStringify)
  .freeze();

/**
 * Renders the texts of one work, in order. Pure, but neither time nor memory is bounded here: that is the pool's part.
 * Throws Invalid `markdown_too_deep` and `markdown_output_too_large`.
 */
export function renderTexts(sources: readonly string[]): RenderedText[] {
  let bytes = 0;
  return sources.map((source, index) => {
    const text = renderText(source, index === 0 ? '' : `s${index}-`);
    bytes += Buffer.byteLength(text.html);
    if (bytes > MAX_HTML_BYTES) throw refusal('markdown_output_too_large');
    return text;
  });
}

function renderText(source: string, idPrefix: string): RenderedText {
  try {
    const tree: HtmlRoot = pipeline.runSync(pipeline.parse(source));
    settleAnchors(tree, idPrefix);
    markLinks(tree);
    return { html: pipeline.stringify(tree), sections: cutSections(tree), excerpt: excerptOf(tree) };
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('call stack')) throw refusal('markdown_too_deep');
    throw error;
  }
}

/** Remembers whether sanitising will take an element away and leave its content. */
function noteUnwrapping() {
  return (tree: HtmlRoot, file: File): void => {
    visit(tree, 'element', ({ tagName }) => {
      if (allowedHtml.tagNames?.includes(tagName)) return undefined;
      file.data.isUnwrapped = true;
      return EXIT;
    });
  };
}

/**
 * What stood in foreign elements, buttons or objects followed other rules of nesting: left without them, a browser
 * would read another tree than the one that was sanitised. So it is nested anew, the way a browser does.
 */
function settleNesting() {
  return (tree: HtmlRoot, file: File): HtmlRoot => (file.data.isUnwrapped ? nest(tree, file) : tree);
}

/** Slack, since a tight list's paragraph is a level in Markdown and none in HTML. */
function limitMarkdownDepth() {
  return (tree: MarkdownNodes): void => limitDepth(tree, MAX_DEPTH + 1);
}

function limitHtmlDepth() {
  return (tree: HtmlNodes): void => limitDepth(tree, MAX_DEPTH);
}

/** Refuses a tree where something that can hold others stands inside more than `max` others. Does not recurse. */
function limitDepth(tree: MarkdownNodes | HtmlNodes, max: number): void {
  let level = childrenOf(tree);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max && level.some((node) => 'children' in node)) throw refusal('markdown_too_deep');
    level = level.flatMap(childrenOf);
  }
}

function childrenOf(node: MarkdownNodes | HtmlNodes): (MarkdownNodes | HtmlNodes)[] {
  return 'children' in node ? node.children : [];
}
