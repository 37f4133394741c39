import type { Bindings, Expression } from "../model/expression.ts";
import type { Json } from "../model/json.ts";
import type { CompiledStep } from "./compile-step.ts";
import { evaluate } from "./expressions.ts";
import { type Failed, failedWith, type ReadContext } from "./read-context.ts";
import { type ListingEnd, readListing } from "./read-listing.ts";

const defaultSize = 100;
/** How the API says that it no longer has what it handed out. */
const dropped = new Set([400, 404, 410]);

/** Second tries that one list has left, by cause. */
interface Tries {
  drift: number;
  unproven: number;
  smaller: number;
  cursor: number;
}

/** Page size of the next pass over the list; undefined when the end is final. */
function sizeOfNextPass(step: CompiledStep, end: ListingEnd, size: number, left: Tries): number | undefined {
  const half = Math.max(1, Math.floor(size / 2));
  if (end.drift !== undefined && !end.streamed && left.drift-- > 0) return half;
  if (end.unproven !== undefined && left.unproven-- > 0) return otherSize(step, end.unique, size);
  if (end.failed === undefined) return undefined;
  if (end.failed.tooLarge && size > 1 && left.smaller-- > 0) return half;
  return isStale(step, end) && left.cursor-- > 0 ? size : undefined;
}

/** A cursor or job that the API no longer knows; records read twice become one in the dataset. */
function isStale(step: CompiledStep, { failed, pages, started }: ListingEnd): boolean {
  const follows = step.paging.style === "cursor" || step.paging.style === "next-uri";
  return ((follows && pages > 0) || started) && dropped.has(failed?.status ?? 0);
}

/** A page size with which the same records do not end on a full page. */
function otherSize(step: CompiledStep, records: number, size: number): number | undefined {
  const most = step.paging.max ?? size;
  for (let other = size - 1; other > 1; other--) if (records % other !== 0) return other;
  for (let other = size + 1; other <= Math.min(most, size + 10); other++)
    if (records % other !== 0) return other;
  return undefined;
}

function cappedEnd(step: CompiledStep): Failed {
  return {
    ...failedWith("budget", `The API gives at most ${step.cap} matches of a query`),
    shorten: true,
    capped: true,
  };
}

/** Records that the parameters give. */
function* givenRecords(
  given: Expression,
  bindings: Bindings,
): Generator<readonly Json[], Failed | undefined> {
  const found = evaluate(given, {}, bindings);
  if (!found.ok) return failedWith("provider-failed", `The data source cannot be read: ${found.problem}`);
  if (Array.isArray(found.value)) yield found.value;
  else if (found.value !== undefined) yield [found.value as Json];
  return undefined;
}

/**
 * Pages of a list, consistent or marked as not: a list that changes while it is read is read once more with
 * a smaller page before it counts as drifting.
 *
 * @returns why the list ended early, if it did
 */
export async function* listPages(
  step: CompiledStep,
  bindings: Bindings,
  context: ReadContext,
): AsyncGenerator<readonly Json[], Failed | undefined> {
  if (step.given !== undefined) return yield* givenRecords(step.given, bindings);
  const wanted = context.pageSize ?? step.paging.size ?? defaultSize;
  let size: number | undefined = Math.min(wanted, step.paging.max ?? wanted);
  const left: Tries = { drift: 1, unproven: 3, smaller: 4, cursor: 1 };
  for (;;) {
    const end: ListingEnd = yield* readListing(step, bindings, size, context);
    const next = sizeOfNextPass(step, end, size, left);
    if (isStale(step, end)) context.tally.staleCursor(next === undefined);
    if (next !== undefined) {
      size = next;
      continue;
    }
    if (end.capped && !context.acceptCap) return cappedEnd(step);
    if (end.capped) context.tally.reason(cappedEnd(step).reason);
    for (const records of end.held) yield records;
    if (end.total !== undefined) context.tally.declared(end.total);
    if (end.drift !== undefined)
      context.tally.reason({ code: "drift", message: `The list changed: ${end.drift}` });
    if (end.unproven !== undefined)
      return failedWith(
        "lost-page",
        `The list may be longer: ${end.unproven}, and it does not say how long it is`,
      );
    return end.failed ?? shortfall(step, bindings, end);
  }
}

/** What was asked for says how many records there are to be. */
function shortfall(step: CompiledStep, bindings: Bindings, end: ListingEnd): Failed | undefined {
  if (step.expected === undefined) return undefined;
  const expected = evaluate(step.expected, {}, bindings);
  if (expected.ok && expected.value === end.unique) return undefined;
  const message = expected.ok
    ? `${JSON.stringify(expected.value)} records were asked for, ${end.unique} came`
    : `The data source cannot be read: ${expected.problem}`;
  return failedWith(expected.ok ? "malformed-page" : "provider-failed", message);
}
