import { html, type Markup } from '../../lib/markup.ts';
import { type FacetName, facetNames, type SearchResult } from '../../search/engine.ts';
import { difficulties, maturities, settings } from '../../works/facets.ts';
import type { WorkFilters } from '../../works/filters.ts';
import { filterName, valueName } from '../parts/words.ts';
import { type Asked, pairsOf } from './asked.ts';

/** First what a practice asks for, then what it is about, then the rest. */
const order = ['setting', 'difficulty', 'maturity', 'tag', 'language', 'license', 'community', 'kind'] as const;
const ranked: Partial<Record<FacetName, readonly string[]>> = {
  setting: settings,
  difficulty: difficulties,
  maturity: maturities,
};
const shownValues = 7;

/** Names of communities by slug. */
export type CommunityNames = ReadonlyMap<string, string>;

/**
 * Everything one can ask for, in one form: it works by GET, and its script sends the same addresses. Checkboxes, since
 * several values of one filter mean any of them.
 */
export function searchForm(asked: Asked, { facets }: SearchResult, communities: CommunityNames): Markup {
  const groups = order.map((name) => facetGroup(name, facets[name], asked.filters, communities));
  return html`<form id="search" action="/search" method="get">
<div class="field">
<label class="unseen" for="q">Words to look for</label>
<input id="q" name="q" type="search" maxlength="500" value="${asked.q}" autocomplete="off" placeholder="Words, in any language"><button type="submit">Search</button>
</div>
<details class="filters">
<summary>Filters</summary>
${practiceFields(asked.filters)}
<div id="filters">
${groups}${otherFilters(asked.filters)}</div>
<p class="apply"><button type="submit">Show what fits</button></p>
</details>
</form>\n`;
}

/** What no list of values can offer: how many people there are, and how much time. */
function practiceFields({ participants, minutes }: WorkFilters): Markup {
  return html`<fieldset class="fit"><legend>What fits us</legend>
<label>People <input id="people" type="number" name="participants" min="1" max="1000000" inputmode="numeric" value="${participants ?? ''}"></label>
<label>Minutes <input id="minutes" type="number" name="minutes" min="1" max="1000000" inputmode="numeric" value="${minutes ?? ''}"></label>
</fieldset>`;
}

function facetGroup(
  name: FacetName,
  counts: Readonly<Record<string, number>>,
  filters: WorkFilters,
  communities: CommunityNames,
): Markup | false {
  const chosen: readonly string[] = filters[name] ?? [];
  const found = ranked[name]?.filter((value) => value in counts) ?? Object.keys(counts);
  if (found.length < 2 && chosen.length === 0) return false;
  const missing = chosen.filter((value) => !found.includes(value));
  // What is chosen comes first, where it is seen.
  const values = [...missing, ...found].sort((a, b) => Number(chosen.includes(b)) - Number(chosen.includes(a)));
  const box = (value: string) => {
    const label = name === 'community' ? (communities.get(value) ?? value) : valueName(name, value);
    const checked = chosen.includes(value) && html` checked`;
    return html`<li><label><input type="checkbox" name="${name}" value="${value}"${checked}> <span dir="auto">${label}</span> <small>${counts[value] ?? 0}</small></label></li>\n`;
  };
  const shown = values.length > shownValues + 1 ? Math.max(shownValues, chosen.length) : values.length;
  const rest = values.slice(shown);
  return html`<fieldset><legend>${filterName(name)}</legend>
<ul>
${values.slice(0, shown).map(box)}</ul>
${rest.length > 0 && html`<details class="more" id="more-${name}"><summary>${rest.length} more</summary>\n<ul>\n${rest.map(box)}</ul></details>\n`}</fieldset>\n`;
}

/** Filters that came with the address and have no field of their own stay in force. */
function otherFilters(filters: WorkFilters): Markup {
  const own = new Set<string>([...facetNames, 'participants', 'minutes']);
  const others = pairsOf(filters).filter(([name]) => !own.has(name));
  return html`${others.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}`;
}
