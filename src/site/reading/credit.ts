import { html, type Markup, trusted } from '../../lib/markup.ts';
import type { AttributionFormat } from '../../licenses/attribution.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import { findLicense } from '../../licenses/licenses.ts';
import type { WorkView } from '../../works/read.ts';

const forms: readonly [format: AttributionFormat, name: string][] = [
  ['text', 'Plain text'],
  ['html', 'HTML'],
  ['markdown', 'Markdown'],
  ['bibtex', 'BibTeX'],
];

/** The licence, and the credit line ready to be taken along. */
export function creditBox({ card, attribution }: WorkView, apiPath: string): Markup {
  return html`<section class="credit" id="credit" aria-labelledby="credit-heading">
<h2 id="credit-heading">Use it, and credit it</h2>
<p>${terms(card.license)}</p>
<blockquote id="credit-line"><p>${trusted(attribution('html'))}</p></blockquote>
<p class="copying"><button type="button" class="copy" data-copy="credit-text" hidden>Copy credit</button> <span class="said" role="status"></span></p>
<details><summary>The credit line in other forms</summary>
<p>Select one, and copy it. For reference managers there is <a href="${apiPath}/attribution?format=csl">CSL-JSON</a>, too.</p>
<dl class="forms">
${forms.map(([format, name]) => html`<dt>${name}</dt>\n<dd><pre dir="auto"><code id="credit-${format}">${attribution(format)}</code></pre></dd>\n`)}</dl>
</details>
</section>\n`;
}

/** What the licence lets one do, in a sentence. */
function terms(id: string): Markup {
  const license = findLicense(id);
  const name = license?.name ?? id;
  const link = license === undefined ? name : html`<a href="${license.url}" rel="license">${name}</a>`;
  const short = licenseLabel(id) === name ? '' : ` (${licenseLabel(id)})`;
  const asks = [
    license?.attribution && 'credit it',
    license?.share_alike && 'pass on what you make of it under the same licence',
  ].filter((one) => typeof one === 'string');
  const conditions = asks.length === 0 ? 'without conditions; credit is a courtesy' : `if you ${asks.join(' and ')}`;
  return html`This text is under ${link}${short}: copy it, change it and pass it on, ${conditions}.`;
}
