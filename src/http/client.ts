import type { LookupFunction } from "node:net";
import type { RequestBudget } from "../model/provider.ts";
import { type Answer, attempt } from "./attempt.ts";
import { correlationOf } from "./classify.ts";
import type { HttpClock } from "./clock.ts";
import type { AuthHeader, Credentials } from "./credentials.ts";
import type { HttpClient, HttpRequest, HttpResponse, HttpResult, OnWait } from "./exchange.ts";
import { httpFailure } from "./failure.ts";
import { createLane } from "./lane.ts";
import { defaultLimits, type HttpLimits } from "./limits.ts";
import { newProgress, nextStep, type Progress } from "./next-step.ts";
import { pinnedUrl } from "./origin.ts";
import { createTransport } from "./transport.ts";

export interface HttpClientOptions {
  /** Origins that requests may go to (see `allowedOrigin`); the first is the base of relative URLs. */
  readonly origins: readonly string[];
  readonly credentials?: Credentials;
  /** PEM of an additional certificate authority. */
  readonly ca?: string | string[];
  /** URL of a CONNECT proxy. */
  readonly proxy?: string;
  /** Finds the addresses of a name; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
  readonly clock: HttpClock;
  readonly limits?: Partial<HttpLimits>;
  /** How many requests may be sent, shared by all clients of a run. */
  readonly budget?: RequestBudget;
  readonly signal: AbortSignal;
}

function headersOf(request: HttpRequest, auth: AuthHeader | undefined): Record<string, string> {
  return {
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "bylaw",
    ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    ...request.headers,
    ...(auth === undefined ? {} : { [auth.name]: auth.value }),
  };
}

function success(answer: Answer, attempts: number, latencyMs: number): HttpResponse {
  const correlationId = correlationOf(answer.headers);
  return {
    ok: true,
    ...answer,
    attempts,
    latencyMs,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** The URL of a request with its query, or undefined when it would leave the origins. */
function urlOf(request: HttpRequest, origins: readonly string[]): URL | undefined {
  const url = pinnedUrl(request.url, origins);
  for (const [name, value] of request.query ?? []) url?.searchParams.append(name, value);
  return url;
}

/**
 * A client that keeps to its origins, never follows a redirect, repeats whole requests within a budget,
 * and slows down before the rate limit is hit.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { origins, credentials, clock, signal, budget } = options;
  const limits: HttpLimits = { ...defaultLimits, ...options.limits };
  const transport = createTransport({ ...options, limits });
  const lane = createLane(clock, limits.connections);
  const totals = { requests: 0, retries: 0 };

  /** One attempt, when the lane lets it pass; a failure that comes before the wire is final. */
  async function ask(request: HttpRequest, url: URL, what: string, progress: Progress, onWait?: OnWait) {
    let answered: Answer["headers"] | undefined;
    await lane.enter(signal, onWait);
    try {
      const auth = await credentials?.header(onWait);
      if (auth?.ok === false) return auth;
      if (budget?.take() === false) return httpFailure("budget", `${what}: ${budget.spent}`);
      /* What is thrown names the proxy, and with it perhaps a password. */
      const dispatcher = await transport.dispatcher(url).catch(() => undefined);
      if (dispatcher === undefined)
        return httpFailure("refused", `${what}: the environment's proxy is not the URL of a proxy`);
      signal.throwIfAborted();
      progress.attempts++;
      totals.requests++;
      if (progress.attempts > 1) totals.retries++;
      const headers = headersOf(request, auth);
      const outcome = await attempt({ request, url, headers, dispatcher, limits, signal }, what);
      if ("headers" in outcome) answered = outcome.headers;
      return { outcome, auth };
    } finally {
      lane.leave(answered);
    }
  }

  async function send(request: HttpRequest, onWait?: OnWait): Promise<HttpResult> {
    const url = urlOf(request, origins);
    if (url === undefined)
      return httpFailure("refused", `${request.method}: the URL leaves the allowed origins`);
    /* Neither query nor body: either may hold what must not be printed. */
    const what = request.called ?? `${request.method} ${url.pathname.slice(0, 160)}`;
    const progress = newProgress();
    for (;;) {
      const started = clock.now();
      const asked = await ask(request, url, what, progress, onWait);
      if ("ok" in asked) return { ...asked, attempts: progress.attempts };
      const { outcome, auth } = asked;
      const next = nextStep(outcome, what, progress, limits, clock.random());
      if (next.step === "done") return success(next.answer, progress.attempts, clock.now() - started);
      if (next.step === "fail") return { ...next.failure, attempts: progress.attempts };
      if (next.step === "log-in") {
        if (auth === undefined || credentials?.refused(auth) !== true)
          return { ...next.failure, attempts: progress.attempts };
      } else if (next.shared) {
        lane.close(next.milliseconds, next.why);
      } else {
        onWait?.(next.milliseconds, next.why);
        await clock.sleep(next.milliseconds, signal);
      }
    }
  }

  return { send, counts: () => ({ ...totals }), close: () => transport.close() };
}
