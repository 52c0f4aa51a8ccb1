import type { Renderer } from '../rendering/rendered.ts';

/** @param name of the text, of which one state is remembered @returns its HTML */
export type RenderText = (name: string, source: string) => Promise<string>;

/**
 * Renders the texts of the site itself once, and again when they change: everybody reads them, and nobody's turn with
 * the renderer is used up by that.
 */
export function createSiteTexts(renderer: Renderer): RenderText {
  const known = new Map<string, { source: string; html: Promise<string> }>();
  return async (name, source) => {
    const same = known.get(name);
    if (same?.source === source) return await same.html;
    const html = renderer.render([source]).then(({ texts }) => texts[0]!.html);
    known.set(name, { source, html });
    // What failed is tried again.
    html.catch(() => known.delete(name));
    return await html;
  };
}
