/** Ways to end a process at once; the second is what the first ends in, and Node does not document it. */
const ways = ["exit", "reallyExit"] as const;

/**
 * Runs a plug-in's code while nothing can end the process: an attempt is an error like any other.
 *
 * @throws what the code throws
 */
export async function withoutExit<T>(run: () => Promise<T>): Promise<T> {
  const originals = ways.map((way) => [way, Reflect.get(process, way)] as const);
  const refuse = (): never => {
    throw new Error("its hook tried to end the process");
  };
  for (const way of ways) Reflect.set(process, way, refuse);
  try {
    return await run();
  } finally {
    for (const [way, original] of originals) Reflect.set(process, way, original);
  }
}
