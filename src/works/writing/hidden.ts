/**
 * What a client was shown and sent back, with what it could not be shown put in again where it stood. So what was read
 * may be sent as it is, by anyone, and nothing is lost by it.
 * @param hidden those of `current`, in its order
 */
export function withHidden<T>(shown: readonly T[], hidden: readonly T[], current: readonly T[]): T[] {
  const all = [...shown];
  for (const item of hidden) all.splice(current.indexOf(item), 0, item);
  return all;
}
