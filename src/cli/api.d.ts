// Generated from openapi/openapi.json by `npm run generate`.
export interface paths {
    "/api/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where to begin */
        get: operations["getEntryPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything in one file, as `copse restore` takes it; private data too */
        get: operations["getBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/search/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the index of every engine with the database, and mend it */
        post: operations["checkSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/search/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the whole index of every engine anew */
        post: operations["rebuildSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish an article, or begin a draft */
        post: operations["createArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One article */
        get: operations["getArticle"];
        /** Replace article content; what was read may be sent back as it is */
        put: operations["replaceArticle"];
        post?: never;
        /** Withdraw what is published; delete a draft */
        delete: operations["withdrawArticle"];
        options?: never;
        head?: never;
        /** Change some fields (JSON Merge Patch) */
        patch: operations["updateArticle"];
        trace?: never;
    };
    "/api/v1/articles/{id}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Article: The same as without .json */
        get: operations["getArticleJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Article: JSON-LD in the vocabulary of schema.org */
        get: operations["getArticleJsonLd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Article: Markdown with front matter, as the importer reads it */
        get: operations["getArticleMarkdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was published, revised, touched, withdrawn or redacted, in the order of the commits
         * @description Each line says: look again at this subject. Read on from `next`; no line is ever added before one you have seen. With `wait` the answer comes as soon as there is a line.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Communities by name */
        get: operations["listCommunities"];
        put?: never;
        /** Make a community (admins) */
        post: operations["createCommunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One community */
        get: operations["getCommunity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a community (its stewards and admins); merge patch */
        patch: operations["patchCommunity"];
        trace?: never;
    };
    "/api/v1/contributors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contributors with a public profile, by name */
        get: operations["listContributors"];
        put?: never;
        /** Register, as REGISTRATION allows; admins make contributors for others, too. Answers a token once */
        post: operations["createContributor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributors/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contributor, who has a public profile */
        get: operations["getContributor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a contributor (oneself, or admins); merge patch */
        patch: operations["patchContributor"];
        trace?: never;
    };
    "/api/v1/contributors/{handle}/roles/{community}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a role: steward of a community (its stewards and admins), or of the whole instance (admins) */
        put: operations["putRole"];
        post?: never;
        /** Take a role away (admins), or lay down one’s own */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributors/{handle}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens in force of a contributor (oneself, or admins) */
        get: operations["listTokens"];
        put?: never;
        /** Make a token for a contributor (oneself, or admins); its secret is answered once */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contributors/{handle}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token of a contributor (oneself, or admins); it needs no If-Match, for a token never changes */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or revise many works by their origin
         * @description One JSON object a line (at most 500 lines or 8 MiB a request): the fields of a new work, with an `origin` of `source` and `path`, by which it is known again. A line makes a work, revises it, or changes nothing; the answer has one result a line, in order, sent as they come. Nobody but those in `credits` is credited. A relation may name another work of the same source by its `path`; while that is not here the line has a warning, and can be sent again. With `dry_run` everything is tried and undone.
         */
        post: operations["importWorks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Name, contact, defaults, theme and legal pages of this commons */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the instance (admins); merge patch, so null removes a page or a mark of the theme */
        patch: operations["patchInstance"];
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations, newest first: a steward's own, all for admins */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody (stewards and admins), with a role if wished; the code is answered once */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a code that nobody has used; it needs no If-Match, for an invitation never changes */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The licences known here; those with `hosted` may be given to works */
        get: operations["listLicenses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licenses/compatibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May works under these licences be adapted into one under that licence? */
        get: operations["checkCompatibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose token this is, and what it may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /** Close one’s account: personal data and drafts are erased, published works stay, credited to nobody */
        delete: operations["deleteMe"];
        options?: never;
        head?: never;
        /** Change one’s own profile and how to be credited; merge patch */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything this commons keeps of oneself */
        get: operations["exportMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tokens in force, without their secrets */
        get: operations["listMyTokens"];
        put?: never;
        /** Make a token for oneself, with scopes that the token in use has; its secret is answered once */
        post: operations["createMyToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token of one’s own; it needs no If-Match, for a token never changes */
        delete: operations["deleteMyToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you made, newest first */
        get: operations["listOwnWorks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Create or revise the work that comes from an address; equal content makes no revision */
        put: operations["putOrigin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find works, in spite of typing errors, in any language */
        get: operations["searchWorks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles that begin like this, or nearly: for use while somebody types */
        get: operations["suggestTitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published works of all kinds */
        get: operations["listWorks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One work of any kind */
        get: operations["getWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work: The same as without .json */
        get: operations["getWorkJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}.jsonld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work: JSON-LD in the vocabulary of schema.org */
        get: operations["getWorkJsonLd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work: Markdown with front matter, as the importer reads it */
        get: operations["getWorkMarkdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/attribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credit line: title, authors, source, licence, changes and every ancestor */
        get: operations["getAttribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two revisions */
        get: operations["getDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a work was made from, and what was made from it */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a draft, or bring a withdrawn work back */
        post: operations["publishWork"];
        /** Withdraw a published work */
        delete: operations["unpublishWork"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of a work, newest first */
        get: operations["listRevisions"];
        put?: never;
        /** Make a new revision with the texts of an earlier one */
        post: operations["restoreRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/revisions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A work as it was */
        get: operations["getRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/works/{id}/revisions/{version}/redaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Empty a revision for legal or safety reasons; the notice stays (stewards) */
        post: operations["redactRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New works as Atom
         * @description The works that pass the filters, ordered by first publication, newest first, each with its whole text and its licence; a page ends after 2 MiB of texts.
         *     The title names the filters. Items keep their id (a URN of their UUID) for ever; a minor edit leaves their dates as they are.
         *     Links `next` lead through everything there is (RFC 5005, paged feeds). In JSON Feed each item has `_license`: SPDX id, URL, and the credit line as text and HTML.
         */
        get: operations["getAtomFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New works as JSON Feed 1.1
         * @description The works that pass the filters, ordered by first publication, newest first, each with its whole text and its licence; a page ends after 2 MiB of texts.
         *     The title names the filters. Items keep their id (a URN of their UUID) for ever; a minor edit leaves their dates as they are.
         *     Links `next` lead through everything there is (RFC 5005, paged feeds). In JSON Feed each item has `_license`: SPDX id, URL, and the credit line as text and HTML.
         */
        get: operations["getJsonFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New works as RSS 2.0
         * @description The works that pass the filters, ordered by first publication, newest first, each with its whole text and its licence; a page ends after 2 MiB of texts.
         *     The title names the filters. Items keep their id (a URN of their UUID) for ever; a minor edit leaves their dates as they are.
         *     Links `next` lead through everything there is (RFC 5005, paged feeds). In JSON Feed each item has `_license`: SPDX id, URL, and the credit line as text and HTML.
         */
        get: operations["getRssFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llms.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where language models find plain text */
        get: operations["getLlms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/robots.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules for crawlers */
        get: operations["getRobots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sitemap.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sitemaps there are */
        get: operations["getSitemapIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sitemap/{first}.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pages of up to 10,000 works */
        get: operations["getSitemap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Article: {
            api_url: string;
            /** @description The credit line, ready to be shown; of more than 30 ancestors it says where the rest is named */
            attribution_html: string;
            /** @description Those credited who wish to be named */
            authors: components["schemas"]["Author"][];
            body: string;
            /**
             * @description Its slug
             * @example commons
             */
            community: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            credits: components["schemas"]["Credit"][];
            /** @description The beginning of the body as plain text */
            excerpt: string;
            /** @description The body as sanitised HTML */
            html: string;
            /** Format: uuid */
            id: string;
            /** @example article */
            kind: string;
            /**
             * @description BCP 47
             * @example en
             */
            language: string;
            /**
             * @description SPDX id
             * @example CC-BY-4.0
             */
            license: string;
            /** @enum {string} */
            license_from: "given" | "thread" | "circle" | "community" | "instance";
            license_url: string | null;
            /** @description wanted, outlined, described, tried, proven; null without practice fields */
            maturity: string | null;
            origin: {
                path: string;
                source: string;
                url: string | null;
            } | null;
            /** @description The headings of the text, for a table of contents */
            outline: {
                anchor: string | null;
                heading: string;
                level: number;
            }[];
            practice?: {
                audience?: string[];
                context?: string[];
                /** @enum {string} */
                difficulty?: "easy" | "moderate" | "hard";
                forces?: string[];
                materials?: string[];
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                minutes?: {
                    max?: number;
                    min?: number;
                };
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                participants?: {
                    max?: number;
                    min?: number;
                };
                problem?: string;
                resulting_context?: string;
                /**
                 * Format: date
                 * @description When somebody should look whether this still holds
                 */
                review_by?: string;
                setting?: ("online" | "in_person" | "async")[];
                signs_it_works?: string[];
                steps?: {
                    /** @description Markdown */
                    body?: string;
                    /** @description The body as sanitised HTML */
                    readonly html?: string;
                    minutes?: number;
                    /** @description What goes wrong here, and what then */
                    pitfall?: string;
                    title: string;
                }[];
                variations?: string[];
                when_not_to_use?: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            published_at: string | null;
            relations: {
                /** @description Why; for derived_from and translation_of: what was changed */
                note?: string;
                /** @description A work here: its id (or slug, when sent) */
                target?: string;
                /** @enum {string} */
                type: "derived_from" | "translation_of" | "about" | "uses" | "requires" | "precedes" | "alternative_to" | "contradicts" | "supersedes";
                /**
                 * @description Something elsewhere, instead of target
                 * @example https://ana.example.org
                 */
                url?: string;
                /** @description The version meant */
                version?: number;
            }[];
            /**
             * @description Null until first published
             * @example check-in-round
             */
            slug: string | null;
            /** @enum {string} */
            status: "draft" | "published" | "withdrawn";
            /** @description As given, else the beginning of the body */
            summary: string;
            tags: string[];
            /** @example Check-in round */
            title: string;
            touch: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description The page for people */
            url: string;
            version: number;
        };
        ArticleInput: {
            /** @description Markdown (GFM) */
            body?: string;
            /** @description Slug */
            community?: string;
            credits?: {
                /**
                 * @description Of the person credited alone: how to be named here
                 * @enum {string|null}
                 */
                choice?: "name" | "pseudonym" | "none" | null;
                /** @description Handle of a contributor here */
                contributor?: string;
                readonly contributor_id?: string;
                readonly handle?: string;
                /**
                 * Format: uuid
                 * @description Of a credit this work has: keeps whom it names
                 */
                id?: string;
                /** @description Of a person without an account */
                name?: string;
                /**
                 * @description Of a new credit: author, where none is given
                 * @enum {string}
                 */
                role?: "author" | "translator" | "editor" | "illustrator" | "reviewer" | "facilitator" | "contributor";
                /** @example https://ana.example.org */
                url?: string;
            }[];
            /**
             * @description BCP 47 language tag
             * @example en
             * @example pt-BR
             */
            language?: string;
            /**
             * @description SPDX id of an open licence
             * @example CC-BY-4.0
             */
            license?: string;
            /** @description What was changed, for the history */
            message?: string;
            origin?: {
                /** @description Its place there */
                path?: string;
                /** @description Where it came from, e.g. a repository */
                source?: string;
                url?: string;
            };
            practice?: {
                audience?: string[];
                context?: string[];
                /** @enum {string} */
                difficulty?: "easy" | "moderate" | "hard";
                forces?: string[];
                materials?: string[];
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                minutes?: {
                    max?: number;
                    min?: number;
                };
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                participants?: {
                    max?: number;
                    min?: number;
                };
                problem?: string;
                resulting_context?: string;
                /**
                 * Format: date
                 * @description When somebody should look whether this still holds
                 */
                review_by?: string;
                setting?: ("online" | "in_person" | "async")[];
                signs_it_works?: string[];
                steps?: {
                    /** @description Markdown */
                    body?: string;
                    /** @description The body as sanitised HTML */
                    readonly html?: string;
                    minutes?: number;
                    /** @description What goes wrong here, and what then */
                    pitfall?: string;
                    title: string;
                }[];
                variations?: string[];
                when_not_to_use?: string;
            } | null;
            relations?: {
                /** @description Why; for derived_from and translation_of: what was changed */
                note?: string;
                /** @description A work here: its id (or slug, when sent) */
                target?: string;
                /** @enum {string} */
                type: "derived_from" | "translation_of" | "about" | "uses" | "requires" | "precedes" | "alternative_to" | "contradicts" | "supersedes";
                /**
                 * @description Something elsewhere, instead of target
                 * @example https://ana.example.org
                 */
                url?: string;
                /** @description The version meant */
                version?: number;
            }[];
            /**
             * @default published
             * @enum {string}
             */
            status: "draft" | "published";
            summary?: string;
            tags?: string[];
            /** @example Check-in round */
            title: string;
        };
        /** @description RFC 7396: what is named changes, null takes away */
        ArticlePatch: {
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly api_url?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly attribution_html?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly authors?: unknown;
            /** @description Markdown (GFM) */
            body?: string | null;
            /** @description Slug */
            community?: string | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly created_at?: unknown;
            credits?: unknown[] | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly excerpt?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly html?: unknown;
            readonly id?: unknown;
            readonly kind?: unknown;
            /** @description BCP 47 language tag */
            language?: string | null;
            /** @description SPDX id of an open licence */
            license?: string | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly license_from?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly license_url?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly maturity?: unknown;
            /** @description What was changed, for the history */
            message?: string | null;
            /** @description A small correction: touches no feed */
            minor?: boolean | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly origin?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly outline?: unknown;
            practice?: {
                [key: string]: unknown;
            } | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly published_at?: unknown;
            relations?: unknown[] | null;
            readonly slug?: unknown;
            readonly status?: unknown;
            summary?: string | null;
            tags?: unknown[] | null;
            title?: string | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly touch?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly updated_at?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly url?: unknown;
            readonly version?: unknown;
        };
        ArticleReplacement: {
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly api_url?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly attribution_html?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly authors?: unknown;
            /** @description Markdown (GFM) */
            body?: string;
            /** @description Slug */
            community?: string;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly created_at?: unknown;
            credits?: {
                /**
                 * @description Of the person credited alone: how to be named here
                 * @enum {string|null}
                 */
                choice?: "name" | "pseudonym" | "none" | null;
                /** @description Handle of a contributor here */
                contributor?: string;
                readonly contributor_id?: string;
                readonly handle?: string;
                /**
                 * Format: uuid
                 * @description Of a credit this work has: keeps whom it names
                 */
                id?: string;
                /** @description Of a person without an account */
                name?: string;
                /**
                 * @description Of a new credit: author, where none is given
                 * @enum {string}
                 */
                role?: "author" | "translator" | "editor" | "illustrator" | "reviewer" | "facilitator" | "contributor";
                /** @example https://ana.example.org */
                url?: string;
            }[];
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly excerpt?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly html?: unknown;
            readonly id?: string;
            readonly kind?: string;
            /**
             * @description BCP 47 language tag
             * @example en
             * @example pt-BR
             */
            language?: string;
            /**
             * @description SPDX id of an open licence
             * @example CC-BY-4.0
             */
            license?: string;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly license_from?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly license_url?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly maturity?: unknown;
            /** @description What was changed, for the history */
            message?: string;
            /**
             * @description A small correction: touches no feed
             * @default false
             */
            minor: boolean;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly origin?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly outline?: unknown;
            practice?: {
                audience?: string[];
                context?: string[];
                /** @enum {string} */
                difficulty?: "easy" | "moderate" | "hard";
                forces?: string[];
                materials?: string[];
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                minutes?: {
                    max?: number;
                    min?: number;
                };
                /**
                 * @description A missing bound is open
                 * @example {
                 *       "min": 3,
                 *       "max": 12
                 *     }
                 */
                participants?: {
                    max?: number;
                    min?: number;
                };
                problem?: string;
                resulting_context?: string;
                /**
                 * Format: date
                 * @description When somebody should look whether this still holds
                 */
                review_by?: string;
                setting?: ("online" | "in_person" | "async")[];
                signs_it_works?: string[];
                steps?: {
                    /** @description Markdown */
                    body?: string;
                    /** @description The body as sanitised HTML */
                    readonly html?: string;
                    minutes?: number;
                    /** @description What goes wrong here, and what then */
                    pitfall?: string;
                    title: string;
                }[];
                variations?: string[];
                when_not_to_use?: string;
            } | null;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly published_at?: unknown;
            relations?: {
                /** @description Why; for derived_from and translation_of: what was changed */
                note?: string;
                /** @description A work here: its id (or slug, when sent) */
                target?: string;
                /** @enum {string} */
                type: "derived_from" | "translation_of" | "about" | "uses" | "requires" | "precedes" | "alternative_to" | "contradicts" | "supersedes";
                /**
                 * @description Something elsewhere, instead of target
                 * @example https://ana.example.org
                 */
                url?: string;
                /** @description The version meant */
                version?: number;
            }[];
            readonly slug?: string | null;
            readonly status?: string;
            summary?: string;
            tags?: string[];
            /** @example Check-in round */
            title: string;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly touch?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly updated_at?: unknown;
            /** @description Ignored in a PUT, refused in a PATCH that differs */
            readonly url?: unknown;
            readonly version?: number;
        };
        Author: {
            name: string;
            url?: string;
        };
        Card: {
            api_url: string;
            /** @description The credit line, ready to be shown; of more than 30 ancestors it says where the rest is named */
            attribution_html: string;
            /** @description Those credited who wish to be named */
            authors: components["schemas"]["Author"][];
            /** @description Markdown; with include=body */
            body?: string;
            /**
             * @description Its slug
             * @example commons
             */
            community: string;
            /** @description The body as HTML; with include=html */
            html?: string;
            /** Format: uuid */
            id: string;
            /** @example article */
            kind: string;
            /**
             * @description BCP 47
             * @example en
             */
            language: string;
            /**
             * @description SPDX id
             * @example CC-BY-4.0
             */
            license: string;
            license_url: string | null;
            /** @description wanted, outlined, described, tried, proven; null without practice fields */
            maturity: string | null;
            /** @description With include=practice */
            practice?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            published_at: string | null;
            /**
             * @description Null until first published
             * @example check-in-round
             */
            slug: string | null;
            /** @description As given, else the beginning of the body */
            summary: string;
            tags: string[];
            /** @example Check-in round */
            title: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description The page for people */
            url: string;
            version: number;
        };
        Change: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            /** @enum {string} */
            event: "published" | "revised" | "touched" | "withdrawn" | "redacted";
            /** Format: uuid */
            id: string;
            /** @description Of a work */
            kind: string | null;
            /** @description Position in the log; in the order of the commits */
            seq: number;
            /** @enum {string} */
            subject: "work" | "contributor" | "community" | "file";
            touch: number;
            version: number;
        };
        Community: {
            /** @description How it works together; Markdown */
            charter: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            /** @description What this community cares about; plain text */
            domain: string;
            /**
             * @description Who revises: any contributor in good standing, those credited, or those credited with suggestions by others
             * @enum {string}
             */
            editing: "open" | "authors" | "suggest";
            /** Format: uuid */
            id: string;
            /**
             * @description BCP 47 language tag
             * @example en
             * @example pt-BR
             */
            language: string;
            /**
             * @description Whose default it is
             * @enum {string}
             */
            language_from: "community" | "instance";
            /**
             * @description SPDX id for works that state none
             * @example CC-BY-4.0
             */
            license: string;
            /**
             * @description Whose default it is
             * @enum {string}
             */
            license_from: "community" | "instance";
            /** @example Facilitators */
            name: string;
            /** @example facilitators */
            slug: string;
            /** @description Those who wish to be named */
            stewards: {
                handle?: string;
                name: string;
                url?: string;
            }[];
            thresholds: {
                /** @description Contexts or organisations they come from for `proven` */
                proven_contexts?: number;
                /** @description Experiences of others for `proven` */
                proven_experiences?: number;
                /** @description Documented limits (mixed, failed, stopped) for `proven` */
                proven_limits?: number;
                /** @description Least share of worked or mixed for `proven` */
                proven_worked_percent?: number;
                /** @description Experiences of others for `tried` */
                tried_experiences?: number;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            url: string;
            version: number;
        };
        /** @description email, credit, pseudonym and suspended are shown to the contributor and to admins */
        Contributor: {
            /** @description Plain text */
            bio: string;
            /** @description False: named in credits or imported, without an account */
            claimed: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            /**
             * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
             * @enum {string}
             */
            credit?: "name" | "pseudonym" | "none";
            email?: string | null;
            /**
             * @description Name in URLs; it never changes
             * @example ana
             */
            handle: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "organisation" | "bot";
            /** @example Ana Ruiz */
            name: string;
            /** @description The public profile */
            page: string | null;
            pseudonym?: string | null;
            roles: {
                /** @description Null: on the whole instance */
                community: string | null;
                /** @enum {string} */
                role: "steward" | "admin";
            }[];
            /** @description Suspended contributors can only read */
            suspended?: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description Their own place elsewhere */
            url: string | null;
            version: number;
        };
        Credit: {
            /** @description Only where the credit is by name */
            contributor_id?: string;
            /** @description Only where the credit is by name */
            handle?: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "author" | "translator" | "editor" | "illustrator" | "reviewer" | "facilitator" | "contributor";
            url?: string;
        };
        Diff: {
            fields: {
                from: unknown;
                pointer: string;
                to: unknown;
            }[];
            from: number;
            /** @description Without the added parts it reads as before, without the removed ones as after */
            texts: {
                parts: {
                    text: string;
                    /** @enum {string} */
                    type: "same" | "added" | "removed";
                }[];
                /** @example /body */
                pointer: string;
            }[];
            to: number;
        };
        /** @description What became of one line */
        ImportResult: {
            /** Format: uuid */
            id?: string;
            /** @description Which line of the request, from 1 */
            line: number;
            /** @description Why it was refused */
            problem?: {
                code: string;
                detail: string;
                errors?: {
                    detail: string;
                    pointer: string;
                }[];
            };
            /** @enum {string} */
            status: "created" | "revised" | "unchanged" | "refused";
            url?: string;
            version?: number;
            warnings?: {
                /** @enum {string} */
                code: "license_changed" | "edits_replaced" | "relation_unresolved";
                detail: string;
                pointer: string;
            }[];
        };
        Instance: {
            /** @description Where to write to whoever runs this commons */
            contact: string;
            /** @description What holds for works that state nothing */
            defaults: {
                community: string;
                /**
                 * @description BCP 47 language tag
                 * @example en
                 * @example pt-BR
                 */
                language: string;
                /**
                 * @description SPDX id for works that state none
                 * @example CC-BY-4.0
                 */
                license: string;
            };
            /** @description Those its people write in */
            languages: string[];
            /** @example Facilitation commons */
            name: string;
            /** @description Markdown */
            pages: {
                about?: string;
                imprint?: string;
                privacy?: string;
                terms?: string;
            };
            /** @enum {string} */
            registration: "closed" | "invitation" | "open";
            summary: string;
            theme: {
                /**
                 * @description Colour of links and marks
                 * @example #2a6f4f
                 */
                accent?: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            url: string;
            version: number;
        };
        Invitation: {
            /** @description Shown once, when made */
            code?: string;
            /** @description Where the role holds; null: on the whole instance */
            community: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            /** @description Handle */
            created_by: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** @description For whoever manages invitations */
            note: string;
            /**
             * @description Given to whoever registers with the code
             * @enum {string|null}
             */
            role: "steward" | "admin" | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            used_at: string | null;
            /** @description Handle */
            used_by: string | null;
        };
        /**
         * @description A kind of works
         * @enum {string}
         */
        KindName: "article";
        Me: {
            /** @description Plain text */
            bio: string;
            /** @description False: named in credits or imported, without an account */
            claimed: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            /**
             * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
             * @enum {string}
             */
            credit: "name" | "pseudonym" | "none";
            email: string | null;
            /**
             * @description Name in URLs; it never changes
             * @example ana
             */
            handle: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "organisation" | "bot";
            /** @example Ana Ruiz */
            name: string;
            /** @description The public profile */
            page: string | null;
            pseudonym: string | null;
            roles: {
                /** @description Null: on the whole instance */
                community: string | null;
                /** @enum {string} */
                role: "steward" | "admin";
            }[];
            /** @description What the token in use may do */
            scopes?: ("read" | "publish" | "import" | "steward" | "admin")[];
            /** @description Suspended contributors can only read */
            suspended: boolean;
            /** @description Shown once, at registration */
            token?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description Their own place elsewhere */
            url: string | null;
            version: number;
        };
        PersonExport: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            exported_at: string;
            /** @description Its base URL */
            instance: string;
            invitations: components["schemas"]["Invitation"][];
            profile: {
                /** @description Plain text */
                bio: string;
                /** @description False: named in credits or imported, without an account */
                claimed: boolean;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                created_at: string;
                /**
                 * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
                 * @enum {string}
                 */
                credit: "name" | "pseudonym" | "none";
                email: string | null;
                /**
                 * @description Name in URLs; it never changes
                 * @example ana
                 */
                handle: string;
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "person" | "organisation" | "bot";
                /** @example Ana Ruiz */
                name: string;
                /** @description The public profile */
                page: string | null;
                pseudonym: string | null;
                roles: {
                    /** @description Null: on the whole instance */
                    community: string | null;
                    /** @enum {string} */
                    role: "steward" | "admin";
                }[];
                /** @description Suspended contributors can only read */
                suspended: boolean;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                updated_at: string;
                /** @description Their own place elsewhere */
                url: string | null;
                version: number;
            };
            revisions?: Record<string, never>[];
            tokens: components["schemas"]["Token"][];
            works?: Record<string, never>[];
        } & {
            [key: string]: unknown;
        };
        /** @description RFC 9457 problem document */
        Problem: {
            /** @description Stable name of this problem */
            code: string;
            detail: string;
            errors?: {
                detail: string;
                /** @description JSON Pointer into the body, or ?name for a query parameter */
                pointer: string;
            }[];
            /** @description The path of the request */
            instance: string;
            request_id: string;
            status: number;
            title: string;
            /** @description URI that explains this problem */
            type: string;
        } & {
            [key: string]: unknown;
        };
        RebuildLine: {
            /** @description Works that are in it */
            done?: number;
            /** @description Whose index is being made */
            engine?: string;
            /** @description What went wrong; on the last line */
            failed?: string;
            /** @description Works in the index; on the last line */
            indexed?: number;
            /** @description Of how many */
            total?: number;
        };
        /** @description A snapshot with the fields of its kind */
        Revision: {
            /** @description Null: who wishes not to be named */
            author: {
                contributor_id?: string;
                handle?: string;
                name: string;
                url?: string;
            } | null;
            body: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            credits: components["schemas"]["Credit"][];
            html: string;
            language: string;
            license: string;
            message: string;
            minor: boolean;
            outline: unknown[];
            redaction: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
                reason: string;
            } | null;
            summary: string;
            tags: string[];
            title: string;
            version: number;
        } & {
            [key: string]: unknown;
        };
        RevisionSummary: {
            /** @description Null: who wishes not to be named */
            author: {
                contributor_id?: string;
                handle?: string;
                name: string;
                url?: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            license: string;
            message: string;
            minor: boolean;
            redaction: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
                reason: string;
            } | null;
            version: number;
        };
        SearchAnswer: {
            /** @description A configured engine does not answer, another one stands in */
            degraded: boolean;
            /** @enum {string} */
            engine: "meilisearch" | "postgres";
            estimated_total: number;
            /** @description Results by value, most frequent first, 100 values at the most; all filters applied */
            facets: {
                community: {
                    [key: string]: number;
                };
                difficulty: {
                    [key: string]: number;
                };
                kind: {
                    [key: string]: number;
                };
                language: {
                    [key: string]: number;
                };
                license: {
                    [key: string]: number;
                };
                maturity: {
                    [key: string]: number;
                };
                setting: {
                    [key: string]: number;
                };
                tag: {
                    [key: string]: number;
                };
            };
            /** @description False: only the first of very many results were counted */
            facets_exact: boolean;
            /** @description Best first */
            items: components["schemas"]["SearchItem"][];
            took_ms: number;
        };
        SearchItem: {
            /** @description Of the section that fits best: url#anchor */
            anchor?: string;
            api_url: string;
            /** @description The credit line, ready to be shown; of more than 30 ancestors it says where the rest is named */
            attribution_html: string;
            /** @description Those credited who wish to be named */
            authors: components["schemas"]["Author"][];
            /** @description Markdown; with include=body */
            body?: string;
            /**
             * @description Its slug
             * @example commons
             */
            community: string;
            highlight: {
                /** @description HTML: the place that fits best; what was found in `<mark>` */
                body: string;
                /** @description HTML: escaped, what was found in `<mark>` */
                title: string;
            };
            /** @description The body as HTML; with include=html */
            html?: string;
            /** Format: uuid */
            id: string;
            /** @example article */
            kind: string;
            /**
             * @description BCP 47
             * @example en
             */
            language: string;
            /**
             * @description SPDX id
             * @example CC-BY-4.0
             */
            license: string;
            license_url: string | null;
            /** @description wanted, outlined, described, tried, proven; null without practice fields */
            maturity: string | null;
            /** @description With include=practice */
            practice?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            published_at: string | null;
            /**
             * @description Null until first published
             * @example check-in-round
             */
            slug: string | null;
            /** @description As given, else the beginning of the body */
            summary: string;
            tags: string[];
            /** @example Check-in round */
            title: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description The page for people */
            url: string;
            version: number;
        };
        SuggestAnswer: {
            items: {
                api_url: string;
                /** Format: uuid */
                id: string;
                kind: string;
                language: string;
                slug: string | null;
                title: string;
                /** @description The page for people */
                url: string;
            }[];
        };
        Token: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("read" | "publish" | "import" | "steward" | "admin")[];
            /** @description Shown once, when made */
            token?: string;
        };
        /** @description A work with the fields of its kind */
        Work: {
            api_url: string;
            /** @description The credit line, ready to be shown; of more than 30 ancestors it says where the rest is named */
            attribution_html: string;
            /** @description Those credited who wish to be named */
            authors: components["schemas"]["Author"][];
            body: string;
            /**
             * @description Its slug
             * @example commons
             */
            community: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            created_at: string;
            credits: components["schemas"]["Credit"][];
            /** @description The beginning of the body as plain text */
            excerpt: string;
            /** @description The body as sanitised HTML */
            html: string;
            /** Format: uuid */
            id: string;
            /** @example article */
            kind: string;
            /**
             * @description BCP 47
             * @example en
             */
            language: string;
            /**
             * @description SPDX id
             * @example CC-BY-4.0
             */
            license: string;
            /** @enum {string} */
            license_from: "given" | "thread" | "circle" | "community" | "instance";
            license_url: string | null;
            /** @description wanted, outlined, described, tried, proven; null without practice fields */
            maturity: string | null;
            origin: {
                path: string;
                source: string;
                url: string | null;
            } | null;
            /** @description The headings of the text, for a table of contents */
            outline: {
                anchor: string | null;
                heading: string;
                level: number;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            published_at: string | null;
            relations: {
                /** @description Why; for derived_from and translation_of: what was changed */
                note?: string;
                /** @description A work here: its id (or slug, when sent) */
                target?: string;
                /** @enum {string} */
                type: "derived_from" | "translation_of" | "about" | "uses" | "requires" | "precedes" | "alternative_to" | "contradicts" | "supersedes";
                /**
                 * @description Something elsewhere, instead of target
                 * @example https://ana.example.org
                 */
                url?: string;
                /** @description The version meant */
                version?: number;
            }[];
            /**
             * @description Null until first published
             * @example check-in-round
             */
            slug: string | null;
            /** @enum {string} */
            status: "draft" | "published" | "withdrawn";
            /** @description As given, else the beginning of the body */
            summary: string;
            tags: string[];
            /** @example Check-in round */
            title: string;
            touch: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updated_at: string;
            /** @description The page for people */
            url: string;
            version: number;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: {
        /**
         * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
         * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
         */
        IdempotencyKey: string;
        /**
         * @description The ETag of what you saw, quotes included; `*` is not taken
         * @example "3.0"
         */
        IfMatch: string;
        /**
         * @description The ETag of what you have: 304 while it is current
         * @example "3.0"
         */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description Of the state there is now; absent where nothing of it is left to see */
        ETag: string;
        /** @description Where it is */
        Location: string;
        /** @description Seconds to wait, where trying again helps */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getEntryPoints: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name → URL */
                        links: {
                            [key: string]: string;
                        };
                        name: string;
                        version: string;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description gzip */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Works that are public */
                        checked: number;
                        /** @description Each of them */
                        engines: {
                            [key: string]: {
                                /** @description Works that are public */
                                checked: number;
                                /** @description What is no public work */
                                foreign: number;
                                missing: number;
                                /** @description Works that are not in the index as they are, because it has still to come to them */
                                pending: number;
                                /** @description Works as they were before */
                                stale: number;
                            };
                        };
                        /** @description What is no public work */
                        foreign: number;
                        missing: number;
                        /** @description Works that are not in the index as they are, because it has still to come to them */
                        pending: number;
                        /** @description Works as they were before */
                        stale: number;
                    };
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rebuildSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When it is made; or, where NDJSON is accepted, a line whenever something is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Works in the index */
                        indexed: number;
                    };
                    "application/x-ndjson": components["schemas"]["RebuildLine"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createArticle: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticle: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceArticle: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleReplacement"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawArticle: {
        parameters: {
            query?: {
                /** @description Public; required of stewards */
                reason?: string;
            };
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn, with the ETag to bring it back by; or deleted */
            204: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateArticle: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticlePatch"];
                "application/merge-patch+json": components["schemas"]["ArticlePatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticleJson: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticleJsonLd: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticleMarkdown: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description `position` of the answer before */
                after?: number;
                /** @description Lines at the most */
                limit?: number;
                /** @description Seconds to wait for a line where there is none yet */
                wait?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Oldest first */
                        items: components["schemas"]["Change"][];
                        /** @description The URL to go on with, now or later */
                        next: string;
                        /** @description Send it as `after` to go on; unchanged where there was nothing new */
                        position: number;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommunities: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Community"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCommunity: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How it works together; Markdown */
                    charter?: string | null;
                    /** @description What this community cares about; plain text */
                    domain?: string | null;
                    /**
                     * @description Who revises: any contributor in good standing, those credited, or those credited with suggestions by others
                     * @enum {string}
                     */
                    editing?: "open" | "authors" | "suggest";
                    /**
                     * @description Null: the instance's
                     * @example en
                     * @example pt-BR
                     */
                    language?: string | null;
                    /**
                     * @description Null: the instance's
                     * @example CC-BY-4.0
                     */
                    license?: string | null;
                    /** @example Facilitators */
                    name: string;
                    /**
                     * @description Left out: made of the name
                     * @example facilitators
                     */
                    slug?: string;
                    thresholds?: {
                        /** @description Contexts or organisations they come from for `proven` */
                        proven_contexts?: number;
                        /** @description Experiences of others for `proven` */
                        proven_experiences?: number;
                        /** @description Documented limits (mixed, failed, stopped) for `proven` */
                        proven_limits?: number;
                        /** @description Least share of worked or mixed for `proven` */
                        proven_worked_percent?: number;
                        /** @description Experiences of others for `tried` */
                        tried_experiences?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommunity: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example commons */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCommunity: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @example commons */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How it works together; Markdown */
                    charter?: string | null;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly created_at?: string;
                    /** @description What this community cares about; plain text */
                    domain?: string | null;
                    /**
                     * @description Who revises: any contributor in good standing, those credited, or those credited with suggestions by others
                     * @enum {string}
                     */
                    editing?: "open" | "authors" | "suggest";
                    /** Format: uuid */
                    readonly id?: string;
                    /**
                     * @description Null: the instance's
                     * @example en
                     * @example pt-BR
                     */
                    language?: string | null;
                    /**
                     * @description Whose default it is
                     * @enum {string}
                     */
                    readonly language_from?: "community" | "instance";
                    /**
                     * @description Null: the instance's
                     * @example CC-BY-4.0
                     */
                    license?: string | null;
                    /**
                     * @description Whose default it is
                     * @enum {string}
                     */
                    readonly license_from?: "community" | "instance";
                    /** @example Facilitators */
                    name?: string;
                    /** @example facilitators */
                    readonly slug?: string;
                    /** @description Those who wish to be named */
                    readonly stewards?: {
                        handle?: string;
                        name: string;
                        url?: string;
                    }[];
                    thresholds?: {
                        /** @description Contexts or organisations they come from for `proven` */
                        proven_contexts?: number | null;
                        /** @description Experiences of others for `proven` */
                        proven_experiences?: number | null;
                        /** @description Documented limits (mixed, failed, stopped) for `proven` */
                        proven_limits?: number | null;
                        /** @description Least share of worked or mixed for `proven` */
                        proven_worked_percent?: number | null;
                        /** @description Experiences of others for `tried` */
                        tried_experiences?: number | null;
                    };
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly updated_at?: string;
                    readonly url?: string;
                    readonly version?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContributors: {
        parameters: {
            query?: {
                /** @description Has an account, or is only named */
                claimed?: boolean;
                /** @description Slug: those with a role there */
                community?: string;
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Admins: also those without a public profile */
                everyone?: boolean;
                kind?: "person" | "organisation" | "bot";
                /** @description Items a page */
                limit?: number;
                role?: "steward" | "admin";
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Contributor"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createContributor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Plain text */
                    bio?: string | null;
                    /** @description Admins: false makes a contributor without account and token */
                    claimed?: boolean;
                    /**
                     * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
                     * @enum {string}
                     */
                    credit?: "name" | "pseudonym" | "none";
                    /**
                     * Format: email
                     * @description Private: shown to the contributor and to admins
                     */
                    email?: string | null;
                    /**
                     * @description Name of a contributor in URLs; it never changes
                     * @example ana
                     * @example ana-ruiz
                     */
                    handle: string;
                    /** @description Code, where registration is by invitation */
                    invitation?: string;
                    /** @enum {string} */
                    kind?: "person" | "organisation" | "bot";
                    /** @example Ana Ruiz */
                    name: string;
                    /** @example Ana Ruiz */
                    pseudonym?: string | null;
                    /**
                     * Format: uri
                     * @example https://ana.example.org
                     */
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContributor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description email, credit, pseudonym and suspended are shown to the contributor and to admins */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contributor"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchContributor: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Plain text */
                    bio?: string | null;
                    /** @description False: named in credits or imported, without an account */
                    readonly claimed?: boolean;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly created_at?: string;
                    /**
                     * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
                     * @enum {string}
                     */
                    credit?: "name" | "pseudonym" | "none";
                    /**
                     * Format: email
                     * @description Private: shown to the contributor and to admins
                     */
                    email?: string | null;
                    /**
                     * @description Name in URLs; it never changes
                     * @example ana
                     */
                    readonly handle?: string;
                    /** Format: uuid */
                    readonly id?: string;
                    /** @enum {string} */
                    kind?: "person" | "organisation" | "bot";
                    /** @example Ana Ruiz */
                    name?: string;
                    /** @description The public profile */
                    readonly page?: string | null;
                    /** @example Ana Ruiz */
                    pseudonym?: string | null;
                    readonly roles?: {
                        /** @description Null: on the whole instance */
                        community: string | null;
                        /** @enum {string} */
                        role: "steward" | "admin";
                    }[];
                    readonly scopes?: string[];
                    /** @description Admins only */
                    suspended?: boolean;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly updated_at?: string;
                    /**
                     * Format: uri
                     * @example https://ana.example.org
                     */
                    url?: string | null;
                    readonly version?: number;
                };
            };
        };
        responses: {
            /** @description email, credit, pseudonym and suspended are shown to the contributor and to admins */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contributor"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug, or `instance` for the whole instance */
                community: string;
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "steward" | "admin";
                };
            };
        };
        responses: {
            /** @description The contributor has this role here */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug, or `instance` for the whole instance */
                community: string;
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contributor has no role here */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Null: never. Left out: when the token in use does; a later time than that is refused
                     * @example 2027-01-01T00:00:00Z
                     */
                    expires_at?: string | null;
                    /** @example laptop */
                    name: string;
                    /**
                     * @example [
                     *       "read",
                     *       "publish"
                     *     ]
                     */
                    scopes: ("read" | "publish" | "import" | "steward" | "admin")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name in URLs
                 * @example ana
                 */
                handle: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importWorks: {
        parameters: {
            query?: {
                /** @description Try it, and undo it */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {"title":"Check-in round","body":"Everyone says one sentence before the work begins.","language":"en","license":"CC-BY-4.0","credits":[{"name":"Ana Ruiz"}],"origin":{"source":"https://git.example.org/team/practices","path":"check-in-round.md"}} */
                "application/x-ndjson": unknown;
            };
        };
        responses: {
            /** @description One result a line, in order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ImportResult"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchInstance: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where to write to whoever runs this commons */
                    contact?: string | null;
                    defaults?: {
                        community?: string;
                        /**
                         * @description BCP 47 language tag
                         * @example en
                         * @example pt-BR
                         */
                        language?: string;
                        /**
                         * @description SPDX id for works that state none
                         * @example CC-BY-4.0
                         */
                        license?: string;
                    };
                    /** @description Those its people write in */
                    languages?: string[];
                    /** @example Facilitation commons */
                    name?: string;
                    pages?: {
                        about?: string | null;
                        imprint?: string | null;
                        privacy?: string | null;
                        terms?: string | null;
                    };
                    /** @enum {string} */
                    readonly registration?: "closed" | "invitation" | "open";
                    summary?: string | null;
                    theme?: {
                        /**
                         * @description Colour of links and marks
                         * @example #2a6f4f
                         */
                        accent?: string | null;
                    };
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly updated_at?: string;
                    readonly url?: string;
                    readonly version?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Slug; needs the role steward */
                    community?: string;
                    /**
                     * @description Days until the code expires
                     * @default 14
                     */
                    days?: number;
                    note?: string;
                    /** @enum {string} */
                    role?: "steward" | "admin";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLicenses: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description It asks for credit */
                            attribution: boolean;
                            /**
                             * @description Shared by the versions and ports of one licence
                             * @example cc-by
                             */
                            family: string;
                            /** @description Works published here may carry it */
                            hosted: boolean;
                            /**
                             * @description SPDX id
                             * @example CC-BY-4.0
                             */
                            id: string;
                            name: string;
                            /** @description Adaptations must carry it, too */
                            share_alike: boolean;
                            /**
                             * Format: uri
                             * @description Its page for people
                             */
                            url: string;
                        }[];
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCompatibility: {
        parameters: {
            query: {
                /** @description SPDX ids of the works adapted; may be repeated */
                source: string[];
                target?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One for each source; empty without a target */
                        decisions: {
                            basis: string;
                            /** @enum {string} */
                            decision: "allow" | "allow+notice" | "steward" | "deny";
                            source: string;
                        }[];
                        /** @description The target is allowed for every source; without a target: some licence is */
                        ok: boolean;
                        sources: string[];
                        target: string | null;
                        /** @description Licences that an adaptation of all the sources may carry here */
                        targets: string[];
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMe: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed; this token is no longer valid */
            204: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Plain text */
                    bio?: string | null;
                    /** @description False: named in credits or imported, without an account */
                    readonly claimed?: boolean;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly created_at?: string;
                    /**
                     * @description How to be credited unless a single credit says otherwise; without `name` there is no public profile
                     * @enum {string}
                     */
                    credit?: "name" | "pseudonym" | "none";
                    /**
                     * Format: email
                     * @description Private: shown to the contributor and to admins
                     */
                    email?: string | null;
                    /**
                     * @description Name in URLs; it never changes
                     * @example ana
                     */
                    readonly handle?: string;
                    /** Format: uuid */
                    readonly id?: string;
                    /** @enum {string} */
                    kind?: "person" | "organisation" | "bot";
                    /** @example Ana Ruiz */
                    name?: string;
                    /** @description The public profile */
                    readonly page?: string | null;
                    /** @example Ana Ruiz */
                    pseudonym?: string | null;
                    readonly roles?: {
                        /** @description Null: on the whole instance */
                        community: string | null;
                        /** @enum {string} */
                        role: "steward" | "admin";
                    }[];
                    readonly scopes?: string[];
                    /** @description Admins only */
                    suspended?: boolean;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    readonly updated_at?: string;
                    /**
                     * Format: uri
                     * @example https://ana.example.org
                     */
                    url?: string | null;
                    readonly version?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonExport"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyTokens: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMyToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Null: never. Left out: when the token in use does; a later time than that is refused
                     * @example 2027-01-01T00:00:00Z
                     */
                    expires_at?: string | null;
                    /** @example laptop */
                    name: string;
                    /**
                     * @example [
                     *       "read",
                     *       "publish"
                     *     ]
                     */
                    scopes: ("read" | "publish" | "import" | "steward" | "admin")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMyToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOwnWorks: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
                status?: "draft" | "published" | "withdrawn";
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            api_url: string;
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            slug: string | null;
                            /** @enum {string} */
                            status: "draft" | "published" | "withdrawn";
                            title: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            updated_at: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOrigin: {
        parameters: {
            query: {
                kind?: "article";
                /** @description Where it lives in the other system */
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleReplacement"];
            };
        };
        responses: {
            /** @description A work with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description A work with the fields of its kind */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchWorks: {
        parameters: {
            query?: {
                audience?: string[];
                /** @description Slug */
                community?: string[];
                /** @description Handle; finds only credits by name */
                contributor?: string[];
                difficulty?: ("easy" | "moderate" | "hard")[];
                include?: string[];
                kind?: components["schemas"]["KindName"][];
                /**
                 * @description BCP 47 tag, in capitals or not; en does not find en-GB
                 * @example [
                 *       "en"
                 *     ]
                 */
                language?: string[];
                /**
                 * @description SPDX id, in capitals or not
                 * @example [
                 *       "CC-BY-4.0"
                 *     ]
                 */
                license?: string[];
                /** @description Results a page */
                limit?: number;
                maturity?: ("wanted" | "outlined" | "described" | "tried" | "proven")[];
                /** @description Time there is */
                minutes?: number;
                /** @description Results to pass over; with limit 1000 at the most. Go on at the former offset plus the number of its items, which with `include` may be fewer than limit */
                offset?: number;
                /** @description Where imported works came from */
                origin_source?: string[];
                /** @description People taking part */
                participants?: number;
                /**
                 * @description Words to look for; without them everything, newest first
                 * @example check-in round
                 */
                q?: string;
                setting?: ("online" | "in_person" | "async")[];
                tag?: string[];
                /** @description ISO 8601, UTC */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestTitles: {
        parameters: {
            query: {
                limit?: number;
                /**
                 * @description The beginning of a title
                 * @example check
                 */
                q: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestAnswer"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorks: {
        parameters: {
            query?: {
                audience?: string[];
                /** @description Slug */
                community?: string[];
                /** @description Handle; finds only credits by name */
                contributor?: string[];
                /** @description From `next` of the page before */
                cursor?: string;
                difficulty?: ("easy" | "moderate" | "hard")[];
                include?: string[];
                kind?: components["schemas"]["KindName"][];
                /**
                 * @description BCP 47 tag, in capitals or not; en does not find en-GB
                 * @example [
                 *       "en"
                 *     ]
                 */
                language?: string[];
                /**
                 * @description SPDX id, in capitals or not
                 * @example [
                 *       "CC-BY-4.0"
                 *     ]
                 */
                license?: string[];
                /** @description Items a page */
                limit?: number;
                maturity?: ("wanted" | "outlined" | "described" | "tried" | "proven")[];
                /** @description Time there is */
                minutes?: number;
                /** @description Where imported works came from */
                origin_source?: string[];
                /** @description People taking part */
                participants?: number;
                setting?: ("online" | "in_person" | "async")[];
                /** @description Times newest first, titles alphabetically */
                sort?: "published_at" | "updated_at" | "title";
                tag?: string[];
                /** @description ISO 8601, UTC */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Card"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWork: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A work with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkJson: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A work with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkJsonLd: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkMarkdown: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttribution: {
        parameters: {
            query?: {
                format?: "text" | "html" | "markdown" | "bibtex" | "csl";
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credit line */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.citationstyles.csl+json": {
                        [key: string]: unknown;
                    }[];
                    "application/x-bibtex": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDiff: {
        parameters: {
            query: {
                from: number;
                /** @description Default: the current one */
                to?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLineage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A card for each public work among the edges */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ancestors: {
                            /** @description The work that was made from the other */
                            from: string;
                            note: string;
                            /** @description Null: something elsewhere, at url */
                            to: string | null;
                            /** @enum {string} */
                            type: "derived_from" | "translation_of";
                            url: string | null;
                            version: number | null;
                        }[];
                        descendants: {
                            /** @description The work that was made from the other */
                            from: string;
                            note: string;
                            /** @description Null: something elsewhere, at url */
                            to: string | null;
                            /** @enum {string} */
                            type: "derived_from" | "translation_of";
                            url: string | null;
                            version: number | null;
                        }[];
                        works: components["schemas"]["Card"][];
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishWork: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Public; required of stewards who act on the work of others */
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description A work with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description Back, and still redacted */
            204: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpublishWork: {
        parameters: {
            query?: {
                /** @description Public; required of stewards who act on the work of others */
                reason?: string;
            };
            header: {
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn, with the ETag to bring it back by */
            204: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: {
                /** @description From `next` of the page before */
                cursor?: string;
                /** @description Items a page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RevisionSummary"][];
                        /** @description URL of the next page */
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreRevision: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The ETag of what you saw, quotes included; `*` is not taken
                 * @example "3.0"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    message?: string;
                    /** @description The version to go back to */
                    restore: number;
                };
            };
        };
        responses: {
            /** @description A work with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description A work with the fields of its kind */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRevision: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A snapshot with the fields of its kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revision"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Lives under another name now: see Location */
            308: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redacted */
            451: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redactRevision: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description UUID or slug */
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Public */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Redacted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAtomFeed: {
        parameters: {
            query?: {
                audience?: string[];
                /** @description Slug */
                community?: string[];
                /** @description Handle; finds only credits by name */
                contributor?: string[];
                /** @description From `next` of the page before */
                cursor?: string;
                difficulty?: ("easy" | "moderate" | "hard")[];
                kind?: components["schemas"]["KindName"][];
                /**
                 * @description BCP 47 tag, in capitals or not; en does not find en-GB
                 * @example [
                 *       "en"
                 *     ]
                 */
                language?: string[];
                /**
                 * @description SPDX id, in capitals or not
                 * @example [
                 *       "CC-BY-4.0"
                 *     ]
                 */
                license?: string[];
                /** @description Items a page */
                limit?: number;
                maturity?: ("wanted" | "outlined" | "described" | "tried" | "proven")[];
                /** @description Time there is */
                minutes?: number;
                /** @description Where imported works came from */
                origin_source?: string[];
                /** @description People taking part */
                participants?: number;
                /** @description Only works that hold all these words; all of them, newest first */
                q?: string;
                setting?: ("online" | "in_person" | "async")[];
                tag?: string[];
                /** @description ISO 8601, UTC */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJsonFeed: {
        parameters: {
            query?: {
                audience?: string[];
                /** @description Slug */
                community?: string[];
                /** @description Handle; finds only credits by name */
                contributor?: string[];
                /** @description From `next` of the page before */
                cursor?: string;
                difficulty?: ("easy" | "moderate" | "hard")[];
                kind?: components["schemas"]["KindName"][];
                /**
                 * @description BCP 47 tag, in capitals or not; en does not find en-GB
                 * @example [
                 *       "en"
                 *     ]
                 */
                language?: string[];
                /**
                 * @description SPDX id, in capitals or not
                 * @example [
                 *       "CC-BY-4.0"
                 *     ]
                 */
                license?: string[];
                /** @description Items a page */
                limit?: number;
                maturity?: ("wanted" | "outlined" | "described" | "tried" | "proven")[];
                /** @description Time there is */
                minutes?: number;
                /** @description Where imported works came from */
                origin_source?: string[];
                /** @description People taking part */
                participants?: number;
                /** @description Only works that hold all these words; all of them, newest first */
                q?: string;
                setting?: ("online" | "in_person" | "async")[];
                tag?: string[];
                /** @description ISO 8601, UTC */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRssFeed: {
        parameters: {
            query?: {
                audience?: string[];
                /** @description Slug */
                community?: string[];
                /** @description Handle; finds only credits by name */
                contributor?: string[];
                /** @description From `next` of the page before */
                cursor?: string;
                difficulty?: ("easy" | "moderate" | "hard")[];
                kind?: components["schemas"]["KindName"][];
                /**
                 * @description BCP 47 tag, in capitals or not; en does not find en-GB
                 * @example [
                 *       "en"
                 *     ]
                 */
                language?: string[];
                /**
                 * @description SPDX id, in capitals or not
                 * @example [
                 *       "CC-BY-4.0"
                 *     ]
                 */
                license?: string[];
                /** @description Items a page */
                limit?: number;
                maturity?: ("wanted" | "outlined" | "described" | "tried" | "proven")[];
                /** @description Time there is */
                minutes?: number;
                /** @description Where imported works came from */
                origin_source?: string[];
                /** @description People taking part */
                participants?: number;
                /** @description Only works that hold all these words; all of them, newest first */
                q?: string;
                setting?: ("online" | "in_person" | "async")[];
                tag?: string[];
                /** @description ISO 8601, UTC */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLlms: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where language models find plain text */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRobots: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rules for crawlers */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSitemapIndex: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sitemaps there are */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSitemap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of what you have: 304 while it is current
                 * @example "3.0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The first work in it, as the index names it */
                first: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pages of up to 10,000 works */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any problem */
            default: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
