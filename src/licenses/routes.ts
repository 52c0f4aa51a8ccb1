import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Closed, Nullable, problems, StringEnum } from '../http/schemas.ts';
import { invalid } from '../lib/errors.ts';
import { decide, decisions, targetsFor } from './compatibility.ts';
import { demandHosted, findLicense, licenses, normalizeLicense } from './licenses.ts';

const LicenseSchema = Closed({
  id: Type.String({ description: 'SPDX id', examples: ['CC-BY-4.0'] }),
  name: Type.String(),
  url: Type.String({ format: 'uri', description: 'Its page for people' }),
  family: Type.String({ description: 'Shared by the versions and ports of one licence', examples: ['cc-by'] }),
  share_alike: Type.Boolean({ description: 'Adaptations must carry it, too' }),
  attribution: Type.Boolean({ description: 'It asks for credit' }),
  hosted: Type.Boolean({ description: 'Works published here may carry it' }),
});

const LicenseId = Type.String({ minLength: 1, maxLength: 100 });

const CompatibilityQuery = Closed({
  source: Type.Array(LicenseId, {
    minItems: 1,
    maxItems: 50,
    description: 'SPDX ids of the works adapted; may be repeated',
  }),
  target: Type.Optional(LicenseId),
});

const CompatibilitySchema = Closed({
  sources: Type.Array(Type.String()),
  target: Nullable(Type.String()),
  ok: Type.Boolean({ description: 'The target is allowed for every source; without a target: some licence is' }),
  decisions: Type.Array(Closed({ source: Type.String(), decision: StringEnum(decisions), basis: Type.String() }), {
    description: 'One for each source; empty without a target',
  }),
  targets: Type.Array(Type.String(), { description: 'Licences that an adaptation of all the sources may carry here' }),
});

/** The licences known here, and what may be adapted into what. */
export const licenseRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/licenses',
    {
      schema: {
        operationId: 'listLicenses',
        tags: ['licenses'],
        summary: 'The licences known here; those with `hosted` may be given to works',
        response: { 200: Closed({ items: Type.Array(LicenseSchema) }), ...problems(304) },
      },
    },
    async function listLicenses() {
      return { items: [...licenses] };
    },
  );

  app.get(
    '/licenses/compatibility',
    {
      schema: {
        operationId: 'checkCompatibility',
        tags: ['licenses'],
        summary: 'May works under these licences be adapted into one under that licence?',
        querystring: CompatibilityQuery,
        response: { 200: CompatibilitySchema, ...problems(304) },
      },
    },
    async function checkCompatibility(request) {
      const { source: sources, target } = request.query;
      for (const source of sources) refuseMisspelled(source);
      if (target !== undefined) demandHosted(target, '?target');
      const targets = targetsFor(sources);
      return {
        sources,
        target: target ?? null,
        ok: target === undefined ? targets.length > 0 : targets.includes(target),
        decisions: target === undefined ? [] : sources.map((source) => ({ source, ...decide(source, target) })),
        targets,
      };
    },
  );
};

/** A source may be under any licence; but a known one in other words would be taken for an unknown one. */
function refuseMisspelled(source: string): void {
  const id = findLicense(source)?.id ?? normalizeLicense(source);
  if (id !== undefined && id !== source) throw invalid('?source', `is spelled ${id}`, 'license_misspelled');
}
