import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { peekState } from "../../src/collector/sqlite/peek-state.ts";
import { bylaw, type Ended } from "../scenarios/bylaw.ts";
import { type CrashProject, collectorFile, crashProject } from "./crash-project.ts";
import { type EventfulOrg, startEventfulOrg } from "./eventful-org.ts";

const preload = resolve(import.meta.dirname, "break-call.cjs");
const metricsFile = "metrics.txt";

/** How a call goes wrong. */
export type Break = "crash" | "ENOSPC" | "EIO";

/** An org without faults of its own, and a time at which all of its events are shown. */
export interface CalmOrg extends EventfulOrg {
  /** RFC 3339. */
  readonly now: string;
  readonly from: string;
}

export async function startCalmOrg(): Promise<CalmOrg> {
  const org = await startEventfulOrg(60, 0, 1);
  const now = new Date(org.timeOf(Number.POSITIVE_INFINITY) + 3_600_000).toISOString();
  org.setPresent(Date.parse(now));
  return { ...org, now, from: new Date(org.begin).toISOString() };
}

/** Two pages, of which few kinds are kept: each has files of its own. */
const project = (org: CalmOrg): CrashProject => crashProject(org, 40, ["Skill", "Group", "Queue"]);

function collect({ now, from }: CalmOrg, { folder, env }: CrashProject, more = {}): Promise<Ended> {
  const args = ["--once", "--json", "--from", from, "--now", now, "--metrics-file", metricsFile];
  return bylaw(["collect", collectorFile, ...args], { cwd: folder, env: { ...env, ...more } });
}

/** Names and numbers of the calls of a run in which nothing goes wrong. */
export async function callsOfOneRun(org: CalmOrg): Promise<readonly string[]> {
  const whole = project(org);
  const log = join(whole.folder, "calls");
  const ended = await collect(org, whole, { NODE_OPTIONS: `--require ${preload}`, BREAK_LOG: log });
  if (ended.status !== 3) throw new Error(ended.stderr);
  return readFileSync(log, "utf8").split("\n").slice(0, -1);
}

/** What is not told of a run that did not come to its end, or not as it should. */
function untold(org: CalmOrg, { state, misplaced }: CrashProject, how: Break, ended: Ended): string[] {
  const status = peekState(state);
  const until = status?.acknowledgedUntil ?? 0;
  const acknowledged = org.events.filter(({ at }) => at <= until);
  const problems = misplaced(acknowledged).filter((each) => each.includes("lost"));
  if (how === "crash") return ended.signal === "SIGKILL" ? problems : [...problems, "it was not hit"];
  // A sink that fails once is tried again: then there is nothing to say but that there are dead letters.
  const told = [...ended.stderr.matchAll(/error\[([a-z-]+)\]/g)].map(([, code = ""]) => code);
  const whole = until === Date.parse(org.now) && status?.sinks.every(({ pending }) => pending === 0) === true;
  if (ended.status !== 3) problems.push(`status ${ended.status}: ${ended.stderr}`);
  if (!whole && told.every((code) => code === "dead-letters")) problems.push("nobody said that it failed");
  const failures = [status?.poll?.problem, ...(status?.sinks ?? []).map(({ last }) => last?.problem)];
  const unusable = told.includes("state-unusable");
  if (!whole && !unusable && failures.every((each) => each === undefined))
    problems.push("the status does not say that it failed");
  return problems;
}

/** A call of this name and number, or every call after so many. */
export type Broken = { readonly BREAK_CALL: string } | { readonly BREAK_FROM: string };

/**
 * Runs a collector of which calls break, and once more.
 *
 * @returns what was not told of the first run, and what is not as it has to be after the second
 */
export async function breakCalls(org: CalmOrg, calls: Broken, how: Break): Promise<readonly string[]> {
  const broken = project(org);
  const settings = { NODE_OPTIONS: `--require ${preload}`, ...calls, BREAK_HOW: how };
  const problems = untold(org, broken, how, await collect(org, broken, settings));
  const again = await collect(org, broken);
  if (again.status !== 0 && !/error\[dead-letters\]/.test(again.stderr))
    problems.push(`the next run ended with ${again.status}: ${again.stderr}`);
  if (peekState(broken.state)?.acknowledgedUntil !== Date.parse(org.now))
    problems.push("not everything was acknowledged");
  const metrics = join(broken.folder, metricsFile);
  if (!existsSync(metrics) || !readFileSync(metrics, "utf8").endsWith("# EOF\n"))
    problems.push("half metrics");
  return [...problems, ...broken.misplaced(org.events), ...broken.damaged()];
}

/** Runs at a time. */
const together = 4;

/**
 * Breaks calls one by one, by a crash and by an error of the system.
 *
 * @param every only each so-manieth, by turns in the one way and in the other; 1: each in both
 * @returns all problems
 */
export async function breakAll(
  org: CalmOrg,
  calls: readonly string[],
  every = 1,
): Promise<readonly string[]> {
  const errorOf = (call: string): Break => (/sync/.test(call) ? "EIO" : "ENOSPC");
  const both = calls.flatMap((call) => [
    { call, how: errorOf(call) },
    { call, how: "crash" as const },
  ]);
  const left = both.filter((_, place) => place % every === 0 || (place + 1) % every === 0);
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const problems = await breakCalls(org, { BREAK_CALL: next.call }, next.how);
      found.push(...problems.map((problem) => `${next.call}, ${next.how}: ${problem}`));
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return found;
}
