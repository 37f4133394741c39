import type { HttpClock } from "../http/clock.ts";
import type { HttpFailure, HttpRequest, HttpResult, OnWait } from "../http/exchange.ts";
import { errorCode } from "../http/failure.ts";
import type { IncompleteReason } from "../model/dataset.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Tally } from "./tally.ts";

/** Why a list ended early. */
export interface Failed {
  readonly reason: IncompleteReason;
  /** Set when the organisation does not have the product: the data does not apply. */
  readonly notApplicable?: string;
  readonly status?: number;
  /** Every further request of this kind would fail as well. */
  readonly lasting?: boolean;
  /** A shorter interval may succeed. */
  readonly shorten: boolean;
  /** A smaller page may succeed. */
  readonly tooLarge: boolean;
  /** The API gave as many matches as it gives at most. */
  readonly capped: boolean;
}

/**
 * What a provider knows about its error bodies.
 *
 * @param scopes that the source needs
 */
export type Explain = (
  failure: HttpFailure,
  scopes: readonly string[],
) => Partial<Pick<Failed, "reason" | "notApplicable" | "lasting">>;

/** A request as a step knows it. */
export type ReadExchange = Omit<Exchange, "source" | "parameters">;

/** What the steps of one read share. */
export interface ReadContext {
  send(request: HttpRequest, onWait?: OnWait): Promise<HttpResult>;
  readonly clock: HttpClock;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  /** Parameter `pageSize`. */
  readonly pageSize?: number;
  readonly explain?: (failure: HttpFailure) => ReturnType<Explain>;
  /** True when an interval can be cut no further: what the API gives at most is taken, and said. */
  readonly acceptCap: boolean;
  readonly onWait: OnWait;
  served?(record: JsonObject, asServed: Json): void;
  /** Where it is kept how records stood in their pages, by the record as served. */
  readonly texts?: WeakMap<JsonObject, string>;
  /** Told each request with its answer. */
  exchanged?(exchange: ReadExchange): void;
}

const tooLarge = new Set([413, 414]);

/** A failed request as the end of a list. */
export function failedBy(
  failure: HttpFailure,
  explain: ((failure: HttpFailure) => ReturnType<Explain>) | undefined,
  page = 1,
): Failed {
  const lost = failure.reason.code === "unreachable" && page > 1;
  const reason: IncompleteReason = lost ? { ...failure.reason, code: "lost-page" } : failure.reason;
  const { status, timedOut } = failure;
  return {
    reason,
    shorten: timedOut,
    tooLarge: tooLarge.has(status ?? 0) || errorCode(failure.body)?.endsWith("too.large") === true,
    capped: false,
    ...(status === undefined ? {} : { status }),
    ...explain?.(failure),
  };
}

/** An end of a list that no failed request caused. */
export function failedWith(code: IncompleteReason["code"], message: string, correlationId?: string): Failed {
  const reason = { code, message, ...(correlationId === undefined ? {} : { correlationId }) };
  return { reason, shorten: false, tooLarge: false, capped: false };
}
