import pg from 'pg';

const int8 = 20;
const date = 1082;
const timestamptz = 1184;
const readTime = pg.types.getTypeParser(timestamptz) as (text: string) => Date;

/** The JavaScript values of both databases: bigint as number, date as text, the rest as node-postgres reads it. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number;
    if (oid === date) return (text: string) => text;
    if (oid === timestamptz) return timeOf;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Lists hold many times, and sessions are in UTC nearly always: what is ISO 8601 but for two characters is read as that. */
function timeOf(text: string): Date {
  const isPlain = text.length <= '2027-03-01 09:00:00.000+00'.length && text[4] === '-' && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : readTime(text);
}
