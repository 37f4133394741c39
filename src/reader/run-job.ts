import type { HttpResponse } from "../http/exchange.ts";
import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";
import { parseDuration } from "../time/duration.ts";
import type { BuildRequest } from "./compile-request.ts";
import type { CompiledJob } from "./compile-step.ts";
import { type Failed, failedBy, failedWith, type ReadContext } from "./read-context.ts";

const firstPause = 1_000;
const longestWait = 600_000;

export type JobOutcome =
  | { readonly ok: true; readonly job: JsonObject; readonly response: HttpResponse }
  | { readonly ok: false; readonly failed: Failed };

function milliseconds(text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : (parseDuration(text)?.total("milliseconds") ?? fallback);
}

async function ask(build: BuildRequest, bindings: Bindings, context: ReadContext): Promise<JobOutcome> {
  const built = build(bindings);
  if (!built.ok) return { ok: false, failed: failedWith("provider-failed", built.problem) };
  const result = await context.send(built.request, context.onWait);
  context.tally.sent(result.attempts);
  if (!result.ok) return { ok: false, failed: failedBy(result, context.explain) };
  if (isJsonObject(result.body)) return { ok: true, job: result.body, response: result };
  const message = "A job's answer is not a JSON object";
  return { ok: false, failed: failedWith("malformed-page", message, result.correlationId) };
}

/** Pauses that grow, up to a limit in total. */
function createPatience(job: CompiledJob, context: ReadContext) {
  const every = milliseconds(job.every, firstPause);
  const within = milliseconds(job.within, longestWait);
  let pause = every;
  let waited = 0;
  return {
    /** @returns false when the limit is reached */
    async wait(why: string): Promise<boolean> {
      if (waited + pause > within) return false;
      context.onWait(pause, why);
      await context.clock.sleep(pause, context.signal);
      waited += pause;
      pause = Math.min(every * 50, pause * 1.5);
      return true;
    },
    end(what: string, correlationId?: string): JobOutcome {
      const message = `${what} after ${Math.round(waited / 1000)} s`;
      return { ok: false, failed: { ...failedWith("budget", message, correlationId), shorten: true } };
    },
  };
}

/** Starts a job, later when another one has to end first, and asks for its state until it is done. @throws on abort */
export async function runJob(
  job: CompiledJob,
  bindings: Bindings,
  context: ReadContext,
): Promise<JobOutcome> {
  const patience = createPatience(job, context);
  let outcome = await ask(job.start, bindings, context);
  while (!outcome.ok && job.busy?.includes(outcome.failed.status ?? 0) === true) {
    if (!(await patience.wait("another job running"))) return patience.end("Another job was still running");
    outcome = await ask(job.start, bindings, context);
  }
  for (let polls = 0; outcome.ok; polls++) {
    const { correlationId } = outcome.response;
    // Some APIs answer the start with an id alone.
    const state = readPath(outcome.job, job.state) ?? (polls === 0 ? job.running[0] : undefined);
    if (typeof state === "string" && job.done.includes(state)) return outcome;
    if (typeof state !== "string" || !job.running.includes(state)) {
      const message = "A job ended in another state than done";
      return { ok: false, failed: failedWith("refused", message, correlationId) };
    }
    if (!(await patience.wait("job running"))) return patience.end("A job was still running", correlationId);
    const known: JsonObject = outcome.job;
    outcome = await ask(job.poll, { ...bindings, job: known }, context);
    if (outcome.ok) outcome = { ...outcome, job: { ...known, ...outcome.job } };
  }
  return outcome;
}
