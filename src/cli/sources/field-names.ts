/** The names under which front matter may say each thing; the first that says it counts. */
export const fieldNames = {
  title: ['title'],
  summary: ['summary', 'description', 'abstract', 'excerpt', 'teaser', 'lead'],
  language: ['lang', 'language', 'locale'],
  license: ['license', 'licence', 'SPDX-License-Identifier', 'rights'],
  tags: ['tags', 'tag', 'categories', 'category', 'keywords', 'topics'],
  authors: ['authors', 'author', 'credits', 'contributors'],
  draft: ['draft', 'published', 'status'],
  data: ['practice', 'relations'],
} as const;
