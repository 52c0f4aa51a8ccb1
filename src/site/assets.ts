import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

interface Asset {
  /** With the hash of what it holds: it may be kept for ever. */
  path: string;
  type: string;
  text: string;
  hash: string;
}

const hidden = { schema: { hide: true } as never };

export const assets = {
  styles: load('site.css', 'text/css; charset=utf-8'),
  script: load('site.js', 'text/javascript; charset=utf-8'),
  icon: load('favicon.svg', 'image/svg+xml'),
};

function load(name: string, type: string): Asset {
  const text = readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');
  const digest = hash('sha256', text, 'hex').slice(0, 16);
  return { path: `/assets/${digest}/${name}`, type, text, hash: digest };
}

/** A style sheet of one colour, since the policy of our pages forbids styles within them. */
export function accentPath(accent: string): string {
  return `/assets/accent/${accent.slice(1).toLowerCase()}.css`;
}

const forEver = 'public, max-age=31536000, immutable';

export function registerAssets(app: FastifyInstance): void {
  for (const { path, type, text, hash } of Object.values(assets)) {
    const name = path.split('/').at(-1)!;
    // A page of another release may ask this process: it gets what there is, for now.
    app.get(`/assets/:hash/${name}`, hidden, async (request, reply) => {
      const isThis = (request.params as { hash: string }).hash === hash;
      return reply
        .type(type)
        .headers(isThis ? { 'cache-control': forEver } : {})
        .send(text);
    });
  }
  app.get('/favicon.ico', hidden, async (_request, reply) => {
    return reply.type(assets.icon.type).header('cache-control', 'public, max-age=86400').send(assets.icon.text);
  });
  app.get('/assets/accent/:colour(^[0-9a-f]{6}$).css', hidden, async (request, reply) => {
    const { colour } = request.params as { colour: string };
    return reply
      .type(assets.styles.type)
      .header('cache-control', forEver)
      .send(accentStyles(`#${colour}`));
  });
}

/** Whatever colour was chosen, only its hue and as much lightness as can be read on paper, in either theme. */
function accentStyles(colour: string): string {
  const tones = (ink: string, tint: string) =>
    `:root{--moss:oklch(from ${colour} ${ink} min(c,.13) h);--moss-tint:oklch(from ${colour} ${tint} min(c,.035) h)}`;
  return `@supports (color:oklch(from red l c h)){${tones('42%', '93.5%')}@media (prefers-color-scheme:dark){${tones('82%', '29%')}}}\n`;
}
