import type { DataSource } from "../model/data-source.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReadRequest } from "../model/provider.ts";
import { instantBefore, parseDuration } from "../time/duration.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import type { ReadDescription, Surface } from "./description.ts";
import { resolveInterval } from "./interval.ts";

function refused(code: string, summary: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: "error", summary, ...more };
}

/** What is asked for after the present is not there yet, and would count as read for good. */
function endsAfter(now: number, to: number, { name }: DataSource): Diagnostic {
  return refused("invalid-interval", `${name}: the interval ends after now, so it cannot be read whole.`, {
    pointer: "/to",
    expected: `to ${formatTimestamp(now)} or earlier`,
    found: formatTimestamp(to),
    suggestions: ["Give an earlier end; in a policy, 'last' without 'to' ends now: last: P7D."],
  });
}

/**
 * Problems of a read that a schema cannot say: an interval inverted, ending in the future, or reaching back
 * further than the system keeps the data, which would look like silence.
 */
export function checkRead(
  request: ReadRequest,
  read: ReadDescription,
  surface: Surface,
  now: number,
): readonly Diagnostic[] {
  const { source, parameters } = request;
  const found: Diagnostic[] = [];
  const { pageSize } = parameters;
  const most = surface.paging?.max;
  if (typeof pageSize === "number" && most !== undefined && pageSize > most) {
    const more = { expected: `at most ${most}`, found: String(pageSize) };
    found.push(refused("invalid-page-size", `${source.name} takes no page size over ${most}.`, more));
  }
  if (read.interval === undefined) return found;
  const interval = resolveInterval(parameters, now, read.interval);
  if (!interval.ok) {
    found.push(
      refused("invalid-interval", `${source.name}: ${interval.problem}.`, {
        pointer: `/${interval.parameter}`,
      }),
    );
    return found;
  }
  if (interval.to > now) found.push(endsAfter(now, interval.to, source));
  const retention = surface.retention ?? source.retention;
  const kept = retention === undefined ? undefined : parseDuration(retention);
  if (kept === undefined) return found;
  const oldest = instantBefore(now, kept);
  if (interval.from < oldest) {
    const summary = `${source.name} is kept for ${retention}: what was before ${formatTimestamp(oldest)} cannot be read.`;
    const more = {
      expected: `from ${formatTimestamp(oldest)} or later`,
      found: formatTimestamp(interval.from),
    };
    found.push(refused("beyond-retention", summary, more));
  }
  return found;
}
