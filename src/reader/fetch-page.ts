import type { HttpRequest, HttpResponse } from "../http/exchange.ts";
import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { CompiledStep } from "./compile-step.ts";
import type { Position } from "./page-facts.ts";
import { type Failed, failedBy, failedWith, type ReadContext } from "./read-context.ts";
import { recordTexts } from "./record-texts.ts";
import { pageContent, sendObserved } from "./report-page.ts";

/** A page whose format was verified. */
export interface Page {
  readonly ok: true;
  readonly records: readonly Json[];
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  readonly correlationId?: string;
}

export type FetchedPage = Page | { readonly ok: false; readonly failed: Failed };

function requestFor(
  step: CompiledStep,
  position: Position,
  bindings: Bindings,
): { ok: true; request: HttpRequest } | { ok: false; problem: string } {
  if (step.request === undefined) return { ok: false, problem: "the step has no request" };
  const { page, cursor, uri } = position;
  const built = step.request({ ...bindings, page, cursor });
  if (!built.ok || uri === undefined) return built;
  const { query: _, ...rest } = built.request;
  return { ok: true, request: { ...rest, url: uri } };
}

/** Notes of each record how it stands in its page. */
function noteTexts(
  step: CompiledStep,
  records: readonly Json[],
  page: string,
  texts: WeakMap<JsonObject, string>,
): void {
  const slices = recordTexts(page, step.at);
  if (slices?.length !== records.length) throw new Error("The records of a page were not found in its text.");
  for (const [index, record] of records.entries())
    if (isJsonObject(record)) texts.set(record, slices[index] ?? "");
}

/** Checks an answer's format: a page that is not one is never taken for an empty one. */
export function verifyPage(
  step: CompiledStep,
  response: HttpResponse,
  page: number,
  context: ReadContext,
): FetchedPage {
  const { status, body, text, headers, correlationId } = response;
  const malformed = (problem: string): FetchedPage => ({
    ok: false,
    failed: failedWith("malformed-page", `Page ${page} ${problem}`, correlationId),
  });
  if (status !== 200 && status !== 206) return malformed(`came with status ${status}`);
  if (body === undefined) return malformed("is empty");
  const records = step.pick(body);
  if (records === undefined) return malformed("does not hold the records where they should be");
  if (status === 206) {
    const message = `Page ${page} is partial content (206): the API itself says that data is missing`;
    context.tally.reason(failedWith("partial-content", message, correlationId).reason);
  }
  if (context.texts !== undefined && text !== undefined) noteTexts(step, records, text, context.texts);
  return { ok: true, records, body, headers, ...(correlationId === undefined ? {} : { correlationId }) };
}

/** Fetches one page of a step. @throws on abort */
export async function fetchPage(
  step: CompiledStep,
  position: Position,
  bindings: Bindings,
  context: ReadContext,
): Promise<FetchedPage> {
  const built = requestFor(step, position, bindings);
  if (!built.ok) return { ok: false, failed: failedWith("provider-failed", built.problem) };
  const { page: number } = position;
  const { result, report } = await sendObserved(built.request, bindings, context);
  if (!result.ok) {
    report({ page: number });
    return { ok: false, failed: failedBy(result, context.explain, number) };
  }
  const page = verifyPage(step, result, number, context);
  if (context.exchanged === undefined) return page;
  if (page.ok) report({ page: number, ...pageContent(step, page.records, bindings) });
  else report({ page: number, failure: page.failed.reason.code });
  return page;
}
