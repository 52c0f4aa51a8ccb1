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

function isOwn(element: Element): boolean {
  const { tagName, properties } = element;
  if (tagName === 'script') return properties.type === 'application/ld+json';
  if (tagName === 'meta') return properties.httpEquiv === undefined;
  if (tagName === 'link') return !String(properties.rel).includes('stylesheet') || properties.href === '/site.css';
  if (tagName === 'form') return properties.action === '/search';
  if (tagName === 'input') return isTick(element) || ['search', 'hidden', 'number'].includes(String(properties.type));
  return tagName === 'button' && Object.keys(properties).length === 0;
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
