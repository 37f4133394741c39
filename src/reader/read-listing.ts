import { createIdSet } from "../datasets/id-table.ts";
import type { Bindings } from "../model/expression.ts";
import type { Json } from "../model/json.ts";
import type { CompiledStep } from "./compile-step.ts";
import { fetchPage, type Page, verifyPage } from "./fetch-page.ts";
import { firstPage, type PageFacts } from "./page-facts.ts";
import { createPager, declaredTotal, detectsDrift } from "./paging/index.ts";
import { type Failed, failedWith, type ReadContext } from "./read-context.ts";
import { runJob } from "./run-job.ts";

/** A listing that has more pages than this is taken for one that never ends. */
const maxPages = 20_000;
/** Records held back until a listing has proved consistent; beyond them pages are passed on as they come. */
const maxHeld = 20_000;

/** How one pass over a list ended. */
export interface ListingEnd {
  /** Pages not passed on yet: what a repeated pass replaces. */
  readonly held: readonly (readonly Json[])[];
  /** True when pages were passed on before the end. */
  readonly streamed: boolean;
  /** Pages that were read. */
  readonly pages: number;
  /** True when a job was started, whose answers may since have been dropped. */
  readonly started: boolean;
  /** Different records that came. */
  readonly unique: number;
  readonly total?: number;
  readonly failed?: Failed;
  /** What changed while reading. */
  readonly drift?: string;
  /** Why it may have ended early. */
  readonly unproven?: string;
  /** The API gave as many matches as it gives at most. */
  readonly capped: boolean;
}

/** Counts the different records of a listing. */
function createCensus(step: CompiledStep) {
  const ids = createIdSet();
  let unnamed = 0;
  let received = 0;
  return {
    /** @returns how many of the records are new; one without an id counts as new */
    add(records: readonly Json[]): number {
      const before = ids.size + unnamed;
      for (const record of records) {
        const id = step.idOf(record);
        if (id === undefined) unnamed++;
        else ids.add(id);
      }
      received += records.length;
      return ids.size + unnamed - before;
    },
    facts: () => ({ unique: ids.size + unnamed, received }),
  };
}

/** Pages held back while the list can still prove inconsistent, passed on when it ends or grows too long. */
function createHold(step: CompiledStep) {
  let pages: (readonly Json[])[] = [];
  let count = 0;
  let streaming = !detectsDrift(step.paging) && step.cap === undefined;
  return {
    /** @returns the pages to pass on now */
    add(records: readonly Json[]): readonly (readonly Json[])[] {
      if (streaming) return [records];
      pages.push(records);
      count += records.length;
      if (count <= maxHeld) return [];
      streaming = true;
      const released = pages;
      pages = [];
      return released;
    },
    rest: () => ({ held: pages, streamed: streaming }),
  };
}

/**
 * Reads a list once, from its job to its last page.
 *
 * @param size records per page
 */
export async function* readListing(
  step: CompiledStep,
  base: Bindings,
  size: number,
  context: ReadContext,
): AsyncGenerator<readonly Json[], ListingEnd> {
  const census = createCensus(step);
  const pager = createPager(step.paging);
  const hold = createHold(step);
  let pages = 0;
  let started = false;
  let total: number | undefined;
  const end = (how: Partial<ListingEnd>): ListingEnd => {
    const { unique } = census.facts();
    return {
      ...hold.rest(),
      capped: false,
      pages,
      started,
      unique,
      ...(total === undefined ? {} : { total }),
      ...how,
    };
  };

  const job = step.job === undefined ? undefined : await runJob(step.job, { ...base, size }, context);
  started = job?.started === true;
  if (job?.ok === false) return end({ failed: job.failed });
  const bindings: Bindings = { ...base, size, ...(job === undefined ? {} : { job: job.job }) };
  for (let position = firstPage; pages < maxPages; ) {
    const page =
      step.request === undefined && job !== undefined
        ? verifyPage(step, job.response, 1, context)
        : await fetchPage(step, position, bindings, context);
    if (!page.ok) return end({ failed: page.failed });
    pages++;
    context.tally.page();
    const fresh = census.add(page.records);
    total = declaredTotal(step.paging, page.body);
    yield* hold.add(page.records);
    if (step.cap !== undefined && page.records.length >= step.cap) return end({ capped: true });
    const repeated = fresh === 0 && page.records.length > 0;
    const next = repeated
      ? repetition(step)
      : pager.after(factsOf(page, fullPage(step, size), census.facts()));
    if (next.step === "end") return end({});
    if (next.step === "drift") return end({ drift: next.problem });
    if (next.step === "unproven") return end({ unproven: next.problem });
    if (next.step !== "next") return end({ failed: brokenPage(next, pages, page.correlationId) });
    position = next.position;
  }
  return end({ failed: failedWith("budget", `The list has more than ${maxPages} pages`) });
}

/** Records of a full page; where links are followed and no size was asked for, no page is known to be full. */
function fullPage({ paging: { style }, sized }: CompiledStep, size: number): number {
  return !sized && (style === "cursor" || style === "next-uri") ? Number.POSITIVE_INFINITY : size;
}

function brokenPage(
  next: { readonly step: string; readonly problem: string },
  page: number,
  correlationId?: string,
) {
  const code = next.step === "malformed" ? "malformed-page" : "lost-page";
  return failedWith(code, `Page ${page}: ${next.problem}`, correlationId);
}

function factsOf(page: Page, size: number, seen: Pick<PageFacts, "unique" | "received">): PageFacts {
  return { length: page.records.length, body: page.body, headers: page.headers, size, ...seen };
}

/** A page of nothing but records seen before. */
function repetition(step: CompiledStep) {
  const problem = "a page holds only records that came before";
  return { step: detectsDrift(step.paging) ? ("drift" as const) : ("endless" as const), problem };
}
