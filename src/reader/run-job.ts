import type { HttpResponse } from "../http/exchange.ts";
import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";
import { parseDuration } from "../time/duration.ts";
import type { BuildRequest } from "./compile-request.ts";
import type { CompiledJob } from "./compile-step.ts";
import { type Failed, failedBy, failedWith, type ReadContext } from "./read-context.ts";
import { sendObserved } from "./report-page.ts";

const firstPause = 1_000;
const longestWait = 600_000;

type Answered =
  | { readonly ok: true; readonly job: JsonObject; readonly response: HttpResponse }
  | { readonly ok: false; readonly failed: Failed };

/** `started`: the other side had taken the job on. */
export type JobOutcome = Answered & { readonly started: boolean };

function milliseconds(text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : (parseDuration(text)?.total("milliseconds") ?? fallback);
}

async function ask(build: BuildRequest, bindings: Bindings, context: ReadContext): Promise<Answered> {
  const built = build(bindings);
  if (!built.ok) return { ok: false, failed: failedWith("provider-failed", built.problem) };
  const { result, report } = await sendObserved(built.request, bindings, context);
  report();
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
    end(what: string, correlationId?: string): Answered {
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
  let begun = await ask(job.start, bindings, context);
  while (!begun.ok && job.busy?.includes(begun.failed.status ?? 0) === true) {
    if (!(await patience.wait("another job running")))
      return { ...patience.end("Another job was still running"), started: false };
    begun = await ask(job.start, bindings, context);
  }
  if (!begun.ok) return { ...begun, started: false };
  return { ...(await untilDone(job, begun, bindings, context, patience)), started: true };
}

async function untilDone(
  job: CompiledJob,
  begun: Answered,
  bindings: Bindings,
  context: ReadContext,
  patience: ReturnType<typeof createPatience>,
): Promise<Answered> {
  let outcome = begun;
  for (let polls = 0; outcome.ok; polls++) {
    const { correlationId } = outcome.response;
    const told = readPath(outcome.response.body ?? null, job.state);
    // Some APIs answer the start with an id alone.
    const state = told === undefined && polls === 0 ? job.running[0] : told;
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
