import type { HttpRequest, HttpResult } from "../http/exchange.ts";
import type { Bindings } from "../model/expression.ts";
import type { Json } from "../model/json.ts";
import type { CompiledStep } from "./compile-step.ts";
import { mapRecords } from "./map-records.ts";
import type { ReadContext, ReadExchange } from "./read-context.ts";
import { createTally } from "./tally.ts";

/** What a request and its answer say of themselves. */
function factsOf(request: HttpRequest, result: HttpResult, latencyMs: number) {
  const { method, url, query = [], body = "" } = request;
  const { attempts, status } = result;
  return {
    ...{ method, url, query, body, attempts, latencyMs },
    ...(status === undefined ? {} : { status }),
    ...(result.ok ? {} : { failure: result.reason.code }),
    replayed: result.ok && result.replayed === true,
  };
}

/** What of an interval a request is about. */
function windowOf({ from, to }: Bindings): Pick<ReadExchange, "window"> {
  return typeof from === "string" && typeof to === "string" ? { window: { from, to } } : {};
}

/** Sends a request and tells whoever listens what came of it, apart from what is in a page. */
export async function sendObserved(
  request: HttpRequest,
  bindings: Bindings,
  context: ReadContext,
): Promise<{ readonly result: HttpResult; report(page?: Partial<ReadExchange>): void }> {
  const began = context.clock.now();
  const asked = context.texts === undefined ? request : { ...request, withText: true };
  const result = await context.send(asked, context.onWait);
  context.tally.sent(result.attempts);
  const latency = context.clock.now() - began;
  return {
    result,
    report: (page = {}) =>
      context.exchanged?.({
        ...factsOf(request, result, latency),
        ...windowOf(bindings),
        ...{ received: 0, records: [], unreadable: 0 },
        ...page,
      }),
  };
}

/**
 * What the records of a page become, and how many become nothing. They are mapped a second time: the read
 * itself maps them when it is known that the list is consistent.
 */
export function pageContent(
  step: CompiledStep,
  served: readonly Json[],
  bindings: Bindings,
): Pick<ReadExchange, "received" | "records" | "unreadable"> {
  const received = served.length;
  if (step.each !== undefined) return { received, records: [], unreadable: 0 };
  let unreadable = 0;
  const tally = { ...createTally(), unreadable: () => unreadable++ };
  const records = mapRecords(step, served, bindings, { tally });
  return { received, records, unreadable };
}
