import type { Element, ElementContent, Parents, Root, RootContent } from 'hast';

declare module 'hast' {
  interface ElementData {
    /** This link stands where an image or another embedded thing stood: it is no prose. */
    media?: boolean;
  }
}

interface Place {
  inLink: boolean;
  inTask: boolean;
}

/**
 * Makes a link of everything a page would fetch by itself (images, videos, frames), so that reading one of our pages
 * tells no third party. Inside a link only the words remain. Also drops every `input` but a task list's checkbox.
 * Runs before sanitising, which then checks the new links like any other.
 */
export function linkMedia() {
  return (tree: Root): void => replaceIn(tree, { inLink: false, inTask: false });
}

function replaceIn(parent: Parents, place: Place): void {
  const children: RootContent[] = parent.children;
  (parent as Root).children = children.flatMap((child): RootContent[] =>
    child.type === 'element' ? replaced(child, place) : [child],
  );
}

function replaced(element: Element, place: Place): ElementContent[] {
  if (element.tagName === 'input') return place.inTask && element.properties.type === 'checkbox' ? [element] : [];
  const source = mediaSource(element);
  if (source !== undefined) return mediaLink(element, source, place.inLink);
  nameAnchor(element);
  replaceIn(element, { inLink: place.inLink || element.tagName === 'a', inTask: isInTask(element, place) });
  return [element];
}

/** Where an embedded thing comes from: undefined when `element` embeds nothing. */
function mediaSource(element: Element): string | undefined {
  const { tagName, properties, children } = element;
  if (tagName === 'object') return typeof properties.data === 'string' ? properties.data : undefined;
  if (!['img', 'iframe', 'embed', 'video', 'audio'].includes(tagName)) return undefined;
  if (typeof properties.src === 'string') return properties.src;
  const source = children.find((child) => child.type === 'element' && child.tagName === 'source');
  return source?.type === 'element' ? String(source.properties.src ?? '') : '';
}

function mediaLink(element: Element, source: string, inLink: boolean): ElementContent[] {
  const { alt, title } = element.properties;
  const words = [alt, title].find((text) => typeof text === 'string' && text.trim() !== '');
  const url = webAddress(source);
  if (url === undefined) return typeof words === 'string' ? [{ type: 'text', value: words }] : [];
  const text: ElementContent = {
    type: 'text',
    value: typeof words === 'string' ? words : nameOf(url, element.tagName),
  };
  if (inLink) return [text];
  return [
    { type: 'element', tagName: 'a', properties: { href: source.trim() }, children: [text], data: { media: true } },
  ];
}

/** The address a browser would fetch; undefined unless it is http(s) or relative (`data:` above all). */
function webAddress(source: string): URL | undefined {
  const url = source.trim() === '' ? null : URL.parse(source, 'https://relative.invalid/');
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

function nameOf(url: URL, tagName: string): string {
  const file = url.pathname.split('/').findLast((step) => step !== '');
  if (file === undefined || tagName === 'iframe') return url.hostname;
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/** `<a name="x">` is how anchors were written before ids. */
function nameAnchor(element: Element): void {
  if (element.tagName !== 'a' || element.properties.id !== undefined) return;
  if (typeof element.properties.name === 'string') element.properties.id = element.properties.name;
}

/** The checkbox stands in the item itself, or in its first paragraph when the list is loose. */
function isInTask(element: Element, place: Place): boolean {
  if (element.tagName === 'p') return place.inTask;
  const names = element.properties.className;
  return element.tagName === 'li' && Array.isArray(names) && names.includes('task-list-item');
}
