import type { Element } from 'hast';
import { elementsOf } from '../rendering/parsed.ts';

const running = new Set(
  'script iframe frame frameset object embed applet portal base meta link style svg math noscript template form input button textarea select video audio source img image picture marquee isindex plaintext xmp'.split(
    ' ',
  ),
);
const addresses = new Set(
  'href src action formAction cite data poster background ping longDesc xLinkHref srcSet codeBase profile manifest'.split(
    ' ',
  ),
);

/** Everything in a piece of HTML that a browser would run, load, send or submit, in words; parsed as a browser does. */
export function executableIn(html: string): string[] {
  return elementsOf(html).flatMap((element) => [
    ...(running.has(element.tagName) && !isTick(element) ? [`<${element.tagName}>`] : []),
    ...Object.entries(element.properties).flatMap(([name, value]) => attributeFaults(element, name, value)),
  ]);
}

/** The same of a whole page, where some of it is the page's own: its style sheet, its search field, facts in `<script>`. */
export function executableInPage(page: string): string[] {
  const ofBody = /<(?:html|body)\b[^>]*\s(?:on\w+|style|background)\s*=/i.test(page)
    ? ['an attribute of the page that runs']
    : [];
  const faults = elementsOf(page).flatMap((element) => [
    ...(running.has(element.tagName) && !isOwn(element) ? [`<${element.tagName}>`] : []),
    ...Object.entries(element.properties).flatMap(([name, value]) => attributeFaults(element, name, value)),
  ]);
  return [...ofBody, ...faults];
}

function isTick({ tagName, properties }: Element): boolean {
  return tagName === 'input' && properties.type === 'checkbox' && properties.disabled === true;
}

const ownForm = /^\/search$|^\/articles\/[a-z0-9-]+\/history\/diff$/;
const ownStyles = /^\/assets\/(?:[0-9a-f]{16}\/site|accent\/[0-9a-f]{6})\.css$/;
const ownScript = /^\/assets\/[0-9a-f]{16}\/site\.js$/;
const ownFields = ['search', 'hidden', 'number', 'checkbox', 'radio'];

function isOwn(element: Element): boolean {
  const { tagName, properties, children } = element;
  if (tagName === 'script') {
    const isFacts = properties.type === 'application/ld+json';
    return isFacts || (ownScript.test(String(properties.src)) && children.length === 0);
  }
  if (tagName === 'meta') return properties.httpEquiv === undefined;
  if (tagName === 'link')
    return !String(properties.rel).includes('stylesheet') || ownStyles.test(String(properties.href));
  if (tagName === 'form') return ownForm.test(String(properties.action)) && properties.method === 'get';
  if (tagName === 'input') return ownFields.includes(String(properties.type));
  if (tagName === 'svg') return ['mark', 'grove'].includes(String(properties.className)) && isDrawing(element);
  return tagName === 'button' && Object.keys(properties).every((name) => ownButton.includes(name));
}

const ownButton = ['type', 'className', 'dataCopy', 'hidden'];

/** Lines and nothing else. */
function isDrawing(element: Element): boolean {
  return element.children.every(
    (child) => child.type === 'element' && ['g', 'path'].includes(child.tagName) && isDrawing(child),
  );
}

function attributeFaults({ tagName }: Element, name: string, value: unknown): string[] {
  if (/^on/i.test(name) || ['style', 'srcDoc', 'formTarget', 'is'].includes(name)) return [`${tagName}[${name}]`];
  if (name === 'id' || name === 'name') return isShadowing(tagName, String(value)) ? [`${name}=${value}`] : [];
  if (!addresses.has(name)) return [];
  const url = URL.parse(String(value), 'https://copse.example/articles/a');
  return url === null || ['https:', 'http:', 'mailto:'].includes(url.protocol) ? [] : [`${tagName}[${name}] ${value}`];
}

/** An element with such a name hides a property of the document from scripts. */
function isShadowing(tagName: string, name: string): boolean {
  const names = ['location', 'cookie', 'document', 'body', 'forms', 'constructor', '__proto__', 'getElementById'];
  return names.includes(name) && tagName !== 'meta';
}
