import type { HttpClock } from "../../http/clock.ts";
import type { SinkHost } from "../../model/sink.ts";

/** The host's clock. Its clients repeat nothing, so there is nothing to spread either. */
export function sinkClock(host: SinkHost): HttpClock {
  return {
    now: () => host.now(),
    sleep: (milliseconds) => host.sleep(milliseconds),
    random: () => 0,
  };
}
