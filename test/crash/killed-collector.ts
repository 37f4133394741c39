import { setTimeout } from "node:timers/promises";
import { peekState } from "../../src/collector/sqlite/peek-state.ts";
import { type Random, randomFor } from "../../src/simulator/org/random.ts";
import { bylaw } from "../scenarios/bylaw.ts";
import { type CrashProject, collectorFile, crashProject } from "./crash-project.ts";
import { type EventfulOrg, startEventfulOrg } from "./eventful-org.ts";

/** What became of many killed collectors. */
interface Killed {
  readonly kills: number;
  /** Processes that came to their end. */
  readonly ended: number;
  readonly events: number;
  /** Records that a sink got again because its process was killed before the state knew. */
  readonly repetitions: number;
  /** What is lost, twice or damaged, or was acknowledged too early. */
  readonly problems: readonly string[];
}

/** Events that come between two processes, on average. */
const step = 40;
const hour = 3_600_000;

function send(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT", pid: number): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It had ended by itself.
  }
}

/** A moment to kill a process at: so long after so many requests. */
interface Moment {
  /** 0: from its start on. */
  readonly requests: number;
  readonly milliseconds: number;
  /** The process is halted first, for longer than an expression may take. */
  readonly halted: boolean;
}

/** Milliseconds. */
const halt = 1_200;

async function strike(pid: number, { milliseconds, halted }: Moment): Promise<void> {
  await setTimeout(milliseconds);
  if (halted) {
    send("SIGSTOP", pid);
    await setTimeout(halt);
    send("SIGCONT", pid);
    await setTimeout(milliseconds);
  }
  send("SIGKILL", pid);
}

/** Processes that collect into one state, one after the other. */
class Chain {
  readonly #org: EventfulOrg;
  readonly #project: CrashProject;
  readonly #random: Random;
  /** How many requests a process makes that nobody kills, and how long it lives after the last, milliseconds. */
  #requests = 4;
  #tail = 200;
  #now: number;
  #mark = 0;
  readonly problems: string[] = [];
  ended = 0;

  constructor(org: EventfulOrg, random: Random) {
    this.#org = org;
    this.#project = crashProject(org);
    this.#random = random;
    this.#now = org.timeOf(step);
  }

  /** @returns whether the process was killed */
  async #run(moment?: Moment): Promise<boolean> {
    this.#org.setPresent(this.#now);
    let asked = 0;
    let lastAsked = performance.now();
    let pid = 0;
    const killLater = (): void => {
      if (moment !== undefined) void strike(pid, moment);
    };
    this.#org.onRequest(() => {
      lastAsked = performance.now();
      if (++asked === moment?.requests) killLater();
    });
    const { folder, env } = this.#project;
    const times = [this.#org.begin, this.#now].map((time) => new Date(time).toISOString());
    const args = ["collect", collectorFile, "--once", "--from", times[0] ?? "", "--now", times[1] ?? ""];
    const ended = await bylaw(args, {
      cwd: folder,
      env,
      meddle: (child) => {
        pid = child.pid ?? 0;
        if (moment?.requests === 0) killLater();
      },
    });
    if (ended.signal === "SIGKILL") return true;
    // Dead letters, and what the org's faults keep it from reading.
    if (ended.status !== 0 && ended.status !== 3)
      this.problems.push(`status ${ended.status}: ${ended.stderr}`);
    this.ended++;
    this.#requests = Math.max(2, asked);
    this.#tail = 0.7 * this.#tail + 0.3 * Math.min(2_000, performance.now() - lastAsked);
    return false;
  }

  /** Looks at the marks; not every time, so that most processes find the state as the last one left it. */
  #checkMarks(): void {
    const status = peekState(this.#project.state);
    if (status === undefined) return;
    const { readUntil, acknowledgedUntil } = status;
    if (acknowledgedUntil < this.#mark) this.problems.push("the mark went back");
    if (acknowledgedUntil > readUntil) this.problems.push("acknowledged before it was read");
    this.#mark = acknowledgedUntil;
  }

  /** Any moment of a process's life, most of them after its last request, when sinks are served. */
  #moment(): Moment {
    const random = this.#random;
    const halted = random.chance(0.03);
    if (random.chance(0.1)) return { requests: 0, milliseconds: random.between(0, 300), halted };
    const last = random.chance(0.6);
    const requests = last ? this.#requests : random.between(1, this.#requests);
    return { requests, milliseconds: random.next() * this.#tail * (last ? 1 : 0.3), halted };
  }

  /** Starts processes until so many were killed, at any moment of their life, most of them at work. */
  async kill(kills: number): Promise<void> {
    const random = this.#random;
    let at = step;
    for (let killed = 0; killed < kills; ) {
      if (await this.#run(random.chance(0.1) ? undefined : this.#moment())) killed++;
      if (random.chance(0.1)) this.#checkMarks();
      at += random.between(0, 2 * step * 0.9);
      this.#now = Math.max(this.#now, this.#org.timeOf(at) + random.between(0, 5_000));
    }
  }

  /** Lets processes come to their end until everything is delivered. @returns what is not as it has to be */
  async finish(): Promise<readonly string[]> {
    this.#now = this.#org.timeOf(Number.POSITIVE_INFINITY) + hour;
    for (let tries = 0; tries < 20 && this.#mark < this.#now; tries++) {
      await this.#run();
      this.#checkMarks();
    }
    if (this.#mark < this.#now) this.problems.push("not everything was acknowledged");
    const project = this.#project;
    return [...this.problems, ...project.misplaced(this.#org.events), ...project.damaged()];
  }

  get repetitions(): number {
    return this.#project.repetitions();
  }
}

/**
 * Collects with processes that are killed (SIGKILL) at random moments, some halted before, each followed by the next a little later in
 * the org's time, and compares what the sinks have at the end with what happened in the org.
 *
 * @param chains states, each with processes of its own: several keep the machine busy
 */
export async function killCollectors(kills: number, seed: number, chains: number): Promise<Killed> {
  const each = Math.ceil(kills / chains);
  const all = Array.from({ length: chains }, async (_, number) => {
    const org = await startEventfulOrg(Math.ceil(each * 1.3 * step) + 100, each * 30, seed + number);
    try {
      const chain = new Chain(org, randomFor("kill-collector", seed, number));
      await chain.kill(each);
      const problems = await chain.finish();
      const { ended, repetitions } = chain;
      return { kills: each, ended, events: org.events.length, repetitions, problems };
    } finally {
      await org.simulator.close();
    }
  });
  const results = await Promise.all(all);
  const sum = (name: "kills" | "ended" | "events" | "repetitions"): number =>
    results.reduce((total, result) => total + result[name], 0);
  return {
    kills: sum("kills"),
    ended: sum("ended"),
    events: sum("events"),
    repetitions: sum("repetitions"),
    problems: results.flatMap(({ problems }) => problems),
  };
}
