import type { Bindings } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";
import type { CompiledEach, CompiledStep } from "./compile-step.ts";
import { evaluate } from "./expressions.ts";
import { listPages } from "./list-pages.ts";
import { isKept, mapRecords } from "./map-records.ts";
import { type Failed, failedWith, type ReadContext } from "./read-context.ts";
import { runSteady, type Versions } from "./run-steady.ts";

/** Failures that the next record would only meet again. */
const hopeless = new Set(["unauthenticated", "unreachable", "lost-page", "budget", "provider-failed"]);

/** Records of a list with the doubtful ones counted out. */
function sound(
  each: CompiledEach,
  records: readonly Json[],
  bindings: Bindings,
  context: ReadContext,
): Json[] {
  const { problem } = each;
  if (problem === undefined) return [...records];
  return records.filter((record) => {
    const found = evaluate(problem, record, bindings);
    const why = found.ok ? found.value : found.problem;
    if (why !== undefined) context.tally.unreadable(typeof why === "string" ? why : "it is marked as failed");
    return why === undefined;
  });
}

function groups(each: CompiledEach, records: readonly Json[]): Bindings[] {
  const { batch } = each;
  if (batch === undefined) return records.map((item) => ({ item }));
  const all: Bindings[] = [];
  for (let from = 0; from < records.length; from += batch)
    all.push({ items: records.slice(from, from + batch) });
  return all;
}

/** What the inner steps of some outer records gave, in the order of the records. */
interface Gathered {
  readonly pages: readonly (readonly JsonObject[])[];
  readonly failed: Failed | undefined;
}

async function gather(inner: AsyncGenerator<readonly JsonObject[], Failed | undefined>): Promise<Gathered> {
  const pages: (readonly JsonObject[])[] = [];
  for (;;) {
    const page = await inner.next();
    if (page.done === true) return { pages, failed: page.value };
    pages.push(page.value);
  }
}

/** Runs the inner step for outer records, some at a time; one that fails alone does not end the list. */
async function* runEach(
  each: CompiledEach,
  records: readonly Json[],
  bindings: Bindings,
  context: ReadContext,
): AsyncGenerator<readonly JsonObject[], Failed | undefined> {
  const all = groups(each, sound(each, records, bindings, context));
  for (let from = 0; from < all.length; from += each.parallel) {
    const some = all.slice(from, from + each.parallel);
    const run = (group: Bindings) => gather(runStep(each.step, { ...bindings, ...group }, context));
    for (const { pages, failed } of await Promise.all(some.map(run))) {
      yield* pages;
      if (failed === undefined) continue;
      if (failed.status !== undefined && each.vanished.includes(failed.status)) continue;
      const lasting = failed.lasting === true || failed.notApplicable !== undefined;
      if (lasting || hopeless.has(failed.reason.code)) return failed;
      context.tally.reason(failed.reason);
    }
  }
  return undefined;
}

/** Outer records that the parameters name and the list does not have: a typo may not look like no records. */
function notFound(each: CompiledEach | undefined, kept: number, bindings: Bindings): Failed | undefined {
  if (each?.expected === undefined) return undefined;
  const expected = evaluate(each.expected, {}, bindings);
  if (!expected.ok)
    return failedWith("provider-failed", `The data source cannot be read: ${expected.problem}`);
  if (expected.value === undefined || expected.value === kept) return undefined;
  const message = `The parameters name ${JSON.stringify(expected.value)} records of the outer list, ${kept} are there`;
  return failedWith("unreadable-record", message);
}

/** Notes of an outer record what tells its versions apart. */
function note(step: CompiledStep, path: string, record: Json, versions: Versions): void {
  const id = step.idOf(record);
  if (id !== undefined) versions.set(id, JSON.stringify(readPath(record, path) ?? null));
}

/** Lists the outer records once more, without what belongs to them. */
async function listAgain(
  step: CompiledStep,
  path: string,
  bindings: Bindings,
  context: ReadContext,
  versions: Versions,
): Promise<Failed | undefined> {
  const pages = listPages(step, bindings, context);
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return page.value;
    for (const record of page.value)
      if (isKept(step, record, bindings, context.tally)) note(step, path, record, versions);
  }
}

/**
 * Runs a step: its list, and for each of its records the inner step if there is one.
 *
 * @returns why it ended early, if it did
 */
export async function* runStep(
  step: CompiledStep,
  bindings: Bindings,
  context: ReadContext,
): AsyncGenerator<readonly JsonObject[], Failed | undefined> {
  const path = step.each?.steady;
  if (path === undefined) return yield* runOnce(step, bindings, context, () => {});
  const whole = (versions: Versions) =>
    runOnce(step, bindings, context, (record) => note(step, path, record, versions));
  const list = (versions: Versions) => listAgain(step, path, bindings, context, versions);
  return yield* runSteady({ whole, list }, context);
}

async function* runOnce(
  step: CompiledStep,
  bindings: Bindings,
  context: ReadContext,
  noted: (record: Json) => void,
): AsyncGenerator<readonly JsonObject[], Failed | undefined> {
  const pages = listPages(step, bindings, context);
  let kept = 0;
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return page.value ?? notFound(step.each, kept, bindings);
    if (step.each === undefined) {
      yield mapRecords(step, page.value, bindings, context);
      continue;
    }
    const wanted = page.value.filter((record) => isKept(step, record, bindings, context.tally));
    kept += wanted.length;
    wanted.forEach(noted);
    const failed = yield* runEach(step.each, wanted, bindings, context);
    if (failed !== undefined) return failed;
  }
}
