/** A value of a cache, made when absent; the oldest of more than eight is forgotten. */
export function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  const [oldest] = cache.keys();
  if (cache.size > 8 && oldest !== undefined) cache.delete(oldest);
  return made;
}
