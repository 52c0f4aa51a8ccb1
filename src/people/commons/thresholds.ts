import { type Static, Type } from 'typebox';
import { Closed } from '../../http/schemas.ts';

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description }));

/** What a community asks of evidence, where it differs from the defaults. */
export const Thresholds = Closed({
  tried_experiences: count('Experiences of others for `tried`'),
  proven_experiences: count('Experiences of others for `proven`'),
  proven_contexts: count('Contexts or organisations they come from for `proven`'),
  proven_worked_percent: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100, description: 'Least share of worked or mixed for `proven`' }),
  ),
  proven_limits: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1000, description: 'Documented limits (mixed, failed, stopped) for `proven`' }),
  ),
});
export type Thresholds = Static<typeof Thresholds>;

export const defaultThresholds: Readonly<Required<Thresholds>> = {
  tried_experiences: 1,
  proven_experiences: 3,
  proven_contexts: 2,
  proven_worked_percent: 60,
  proven_limits: 1,
};
