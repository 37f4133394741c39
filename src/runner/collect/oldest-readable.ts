import type { Collector } from "../../model/collector.ts";
import type { Provider } from "../../model/provider.ts";
import { instantBefore, parseDuration } from "../../time/duration.ts";

/** Milliseconds that the other side's clock may be ahead, and that a poll may take until it asks. */
const margin = 60_000;

/** The oldest instant that a collector's source can be asked for; undefined when nobody says. */
export function oldestReadable(
  { source, tenant }: Collector,
  provider: Provider,
  now: number,
): number | undefined {
  const retention = provider.retentionOf?.(source, tenant) ?? source.retention;
  const kept = retention === undefined ? undefined : parseDuration(retention);
  return kept === undefined ? undefined : instantBefore(now, kept) + margin;
}
