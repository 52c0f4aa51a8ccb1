export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Of this element alone. */
  text: string;
}

const character = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML as a strict parser does: throws on whatever is not well-formed (XML 1.0) or whose prefixes are not declared.
 * It knows what our documents use: no comments, no CDATA, no document types.
 */
export function parseXml(source: string): XmlNode {
  if (!character.test(source)) throw new Error('a character that XML cannot hold');
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\n/.exec(source)?.[0];
  if (declaration === undefined) throw new Error('no XML declaration');
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [{ node: root, prefixes: new Set(['', 'xml', 'xmlns']) }];
  for (const [token] of source.slice(declaration.length).matchAll(/<[^<]*>|[^<]+|</g)) {
    const { node, prefixes } = open.at(-1)!;
    if (!token.startsWith('<')) {
      node.text += decode(token);
    } else if (token.startsWith('</')) {
      if (token !== `</${node.name}>`) throw new Error(`${token} ends ${node.name}`);
      open.pop();
    } else {
      const child = readTag(token);
      const known = new Set([
        ...prefixes,
        ...Object.keys(child.attributes).flatMap((name) => (name.startsWith('xmlns:') ? [name.slice(6)] : [])),
      ]);
      for (const name of [child.name, ...Object.keys(child.attributes)]) {
        if (name.includes(':') && !known.has(name.split(':')[0]!)) throw new Error(`${name} has no namespace`);
      }
      node.children.push(child);
      if (!token.endsWith('/>')) open.push({ node: child, prefixes: known });
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '')
    throw new Error('not one whole element');
  return root.children[0]!;
}

export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

export function textOf(node: XmlNode, name: string): string | undefined {
  return childrenOf(node, name)[0]?.text;
}

function readTag(token: string): XmlNode {
  const [, name, rest = ''] = /^<([a-zA-Z][\w:.-]*)((?: [a-zA-Z][\w:.-]*="[^"<]*")*)\/?>$/.exec(token) ?? [];
  if (name === undefined) throw new Error(`not a tag: ${token}`);
  const pairs = [...rest.matchAll(/ ([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, decode(value!)] as const);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${token}`);
  return { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&([^;]*;)?/g, (whole, reference?: string) => {
    const decoded =
      reference === undefined ? undefined : (named[reference.slice(0, -1)] ?? numeric(reference.slice(0, -1)));
    if (decoded === undefined) throw new Error(`not a reference: ${whole}`);
    return decoded;
  });
}

function numeric(reference: string): string | undefined {
  const [, digits] = /^#(\d+)$/.exec(reference) ?? [];
  return digits === undefined ? undefined : String.fromCodePoint(Number(digits));
}
