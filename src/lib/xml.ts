const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn a bare carriage return into a line feed (XML 1.0 §2.11).
  '\r': '&#13;',
};

/** Everything outside XML 1.0 §2.2 `Char` (lone surrogates among it), and the control characters it discourages. */
const illegal = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text made safe as XML text and inside quoted attribute values; what XML cannot hold is dropped. */
export function escapeXml(text: string): string {
  return stripIllegalXml(text).replace(/[&<>"'\r]/g, (character) => entities[character]!);
}

/** The text without control characters (tab, line feed and carriage return stay), non-characters and lone surrogates. */
export function stripIllegalXml(text: string): string {
  return text.replace(illegal, '');
}

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** An element around text; '' where there is none. */
export function textElement(name: string, text: string | null | undefined, attributes?: XmlAttributes): string {
  return text == null ? '' : `<${name}${attributesOf(attributes)}>${escapeText(text)}</${name}>\n`;
}

/** An element around others, which are XML already. Attributes that are undefined are left out. */
export function element(name: string, attributes: XmlAttributes, children: readonly string[] = []): string {
  const inside = children.join('');
  const start = `<${name}${attributesOf(attributes)}`;
  return inside === '' ? `${start}/>\n` : `${start}>\n${inside}</${name}>\n`;
}

/** Quotes may stay: texts are HTML more often than not, and twice as long with them escaped. */
function escapeText(text: string): string {
  return stripIllegalXml(text).replace(/[&<>\r]/g, (character) => entities[character]!);
}

function attributesOf(attributes: XmlAttributes = {}): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => ` ${name}="${escapeXml(value!)}"`).join('');
}
