import type { Json } from "../model/json.ts";
import { parseDuration } from "../time/duration.ts";

/**
 * Reads the setting `timeout` of a store.
 *
 * @param usual what holds when it is not set, an ISO 8601 duration
 * @returns whole milliseconds, few enough that timers of the store's own may be a little longer
 */
export function readTimeout(value: Json | undefined, usual: string): number | { readonly problem: string } {
  const timeout = parseDuration(String(value ?? usual))?.total("milliseconds") ?? 0;
  if (timeout >= 1 && timeout <= 2 ** 31 - 10_000) return Math.floor(timeout);
  return { problem: "timeout is not between PT0.001S and P24D" };
}
