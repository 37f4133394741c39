import { formatTimestamp } from "../time/timestamp.ts";
import type { EventFeed } from "./event-feed.ts";
import type { CollectorState, StateStatus } from "./state.ts";

/** Milliseconds from one check to the next. */
const between = 86_400_000;
/** Length of what the source is asked for, milliseconds. */
const probe = 1_000;

/** Whether a check is due: a day after the last one, or after the collector began. */
export function isHealthDue({ health, begin }: StateStatus, now: number): boolean {
  const last = health?.at ?? begin;
  return now - last >= between || last > now;
}

function contradiction({ begin, readUntil, acknowledgedUntil }: StateStatus): string | undefined {
  if (begin <= acknowledgedUntil && acknowledgedUntil <= readUntil) return undefined;
  const [from, read, acknowledged] = [begin, readUntil, acknowledgedUntil].map(formatTimestamp);
  return `The marks contradict each other: begun at ${from}, read until ${read}, acknowledged until ${acknowledged}`;
}

/** Whether the source still answers for the instant from which everything would be read again. */
async function refusal(feed: EventFeed, mark: number): Promise<string | undefined> {
  const pages = feed.read(mark - probe, mark);
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) continue;
    const [reason] = page.value.reasons;
    return reason === undefined
      ? undefined
      : `The source does not answer for the mark, ${formatTimestamp(mark)}: ${reason.message}`;
  }
}

/**
 * Makes sure that the marks fit each other, and that the source could be read again from the acknowledged one; what
 * is found is noted. Not for a source that is away.
 *
 * @returns what is wrong
 * @throws StateFailure; on abort
 */
export async function checkHealth(
  { feed, state }: { readonly feed: EventFeed; readonly state: CollectorState },
  now: number,
): Promise<string | undefined> {
  const status = await state.status();
  const { acknowledgedUntil } = status;
  const oldest = feed.oldest(now);
  const expired =
    oldest === undefined || acknowledgedUntil >= oldest
      ? undefined
      : `Everything is acknowledged until ${formatTimestamp(acknowledgedUntil)} only, and the source keeps nothing from before ${formatTimestamp(oldest)}: what waits for sinks cannot be read again`;
  const problem = contradiction(status) ?? expired ?? (await refusal(feed, acknowledgedUntil));
  await state.noteHealth({ at: now, ...(problem === undefined ? {} : { problem }) });
  return problem;
}
