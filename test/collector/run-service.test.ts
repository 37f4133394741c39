import { afterEach, describe, expect, it, vi } from "vitest";
import type { CollectorParts } from "../../src/collector/collector-parts.ts";
import { runService } from "../../src/collector/run-service.ts";
import { sinkLane } from "../../src/collector/sink-lane.ts";
import { StateFailure } from "../../src/collector/state.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Sink, SinkHost } from "../../src/model/sink.ts";
import { webhook } from "../../src/sinks/webhook.ts";
import { webhookReceiver } from "../sinks/receivers/webhook-receiver.ts";
import { VirtualTime } from "./virtual-time.ts";
import { FakeSink, minute, organization, start, World } from "./world.ts";

/** Of the webhook. */
const key = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;

interface Running {
  readonly world: World;
  readonly said: string[];
  /** When polls began, in seconds since the start. */
  readonly polls: number[];
  readonly parts: CollectorParts;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  pass(seconds: number): Promise<void>;
}

const open: Running[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const { stop, done, world } of open.splice(0)) {
    stop.abort();
    await done.catch(() => undefined);
    await world.close();
  }
});

interface Trouble {
  /** Seconds that a reading takes. */
  readonly takes?: number;
  /** True for polls that fail. */
  readonly fails?: (poll: number) => boolean;
  readonly state?: Partial<CollectorParts["state"]>;
  /** A real sink beside those of the world. */
  readonly real?: { readonly sink: Sink; readonly config: JsonObject; readonly origin: string };
}

function run(
  sinks: Readonly<Record<string, FakeSink>>,
  { takes = 0, fails, state = {}, real }: Trouble = {},
): Running {
  const routes = real === undefined ? {} : { routes: [{ to: ["real"] }] };
  const world = new World(sinks, routes);
  const stop = new AbortController();
  const { signal } = stop;
  const time = new VirtualTime(world, signal);
  const polls: number[] = [];
  const said: string[] = [];
  const host: SinkHost = {
    root: world.folder,
    env: () => key,
    now: () => world.now,
    sleep: (milliseconds) => time.sleep(milliseconds),
    signal,
    allowedTargets: real === undefined ? [] : [real.origin],
  };
  let reading = false;
  const kept = { ...world.state(), ...state };
  const parts: CollectorParts = {
    polling: {
      collector: world.collector,
      feed: {
        ...world.feed,
        async *read(from, to) {
          expect(reading).toBe(false);
          reading = true;
          polls.push((world.now - start) / 1000);
          if (fails?.(polls.length) === true) world.failsAtPage = 0;
          if (takes > 0) await time.sleep(takes * 1000);
          try {
            return yield* world.feed.read(from, to);
          } finally {
            reading = false;
          }
        },
      },
      state: kept,
      deadLetters: world.deadLetters,
      validator: () => () => undefined,
      signal,
    },
    lanes: [
      ...world.collector.sinks,
      ...(real === undefined ? [] : [{ name: "real", ...real, sink: time.standingStill(real.sink) }]),
    ].map((sink) => sinkLane(sink, host)),
    state: kept,
    deadLetters: world.deadLetters,
    signal,
    now: () => world.now,
    sleep: (milliseconds) => time.sleep(milliseconds),
    random: () => 1,
  };
  world.now += 1000;
  const done = runService(
    parts,
    { say: (line) => void said.push(line), changed: async () => undefined },
    stop,
  );
  done.catch(() => undefined);
  const pass = (seconds: number) => time.pass(seconds * 1000);
  const running = { world, said, polls, parts, stop, done, pass };
  open.push(running);
  return running;
}

describe("a collector that goes on", () => {
  it("polls at the same distance, however long a poll takes", async () => {
    const { polls, pass } = run({ siem: new FakeSink() }, { takes: 25 });
    await pass(250);
    expect(polls).toEqual([1, 61, 121, 181, 241]);
  });

  it("never polls twice at once: it leaves polls out", async () => {
    const { polls, pass } = run({ siem: new FakeSink() }, { takes: 90 });
    await pass(400);
    expect(polls).toEqual([1, 121, 241, 361]);
  });

  it("asks less often while the source fails, and says when it is there again", async () => {
    const { polls, said, pass } = run({ siem: new FakeSink() }, { fails: (poll) => poll <= 9 });
    await pass(2_000);
    expect(polls.slice(0, 10)).toEqual([1, 61, 121, 181, 241, 301, 361, 425, 553, 809]);
    expect(said.filter((line) => line.startsWith("poll failed")).length).toBe(9);
    expect(said.at(-1)).toContain("poll complete again");
  });

  it("delivers while another sink is away, and to that one when it is back", async () => {
    const sinks = { away: new FakeSink(), there: new FakeSink() };
    const { world, said, pass } = run(sinks);
    let tries = 0;
    sinks.away.fails = () => {
      tries++;
      return { ok: false, problem: "It is away", lasting: false, retryAfter: 100_000 };
    };
    for (let n = 0; n < 5; n++) {
      world.events.push({ id: `e${n}`, time: world.now, shown: world.now, kind: "Role" });
      await pass(61);
    }
    expect(sinks.there.kept.size).toBe(5);
    expect(sinks.away.kept.size).toBe(0);
    // It asks to be left alone for so long; a little more by chance.
    expect(tries).toBeLessThanOrEqual(4);
    sinks.away.fails = undefined;
    await pass(200);
    expect(sinks.away.kept.size).toBe(5);
    expect(said).toContain("sink away takes deliveries again");
    expect((await world.state().marks()).acknowledgedUntil).toBeGreaterThan(start + 300_000);
  });

  it("loses nothing of an hour in which a webhook is down, and says so meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    const hook = await webhookReceiver(key);
    const config = { url: hook.origin, secret: { env: "HOOK" } };
    const { world, said, pass } = run({}, { real: { sink: webhook(), config, origin: hook.origin } });
    const begun = world.now;
    hook.faults.push(...Array.from({ length: 1_000 }, () => ({ reply: { status: 503 } })));
    for (let n = 0; n < 60; n++) {
      world.events.push({ id: `e${n}`, time: world.now, shown: world.now, kind: "Role" });
      await pass(59);
    }
    const asked = hook.seen.length;
    expect(asked).toBeGreaterThan(10);
    // A second, and then longer and longer up to five minutes: an hour is not hammered.
    expect(asked).toBeLessThan(30);
    expect(hook.taken).toEqual([]);
    const { sinks: told, acknowledgedUntil } = await world.state().status();
    expect(told).toMatchObject([{ pending: 60, last: { problem: expect.stringContaining("503") } }]);
    expect(acknowledgedUntil).toBeLessThan(begun + 1_000);
    expect(said.filter((line) => line.startsWith("sink real failed")).length).toBe(asked);
    hook.faults.length = 0;
    // The receiver looks at the time of the signature.
    vi.setSystemTime(world.now);
    await pass(200);
    vi.setSystemTime(world.now);
    await pass(200);
    expect(hook.taken).toEqual(world.events.map(({ id }) => `${organization}/${id}/0`));
    expect(hook.again).toEqual([]);
    expect(said.at(-1)).toBe("sink real takes deliveries again");
    expect((await world.state().marks()).acknowledgedUntil).toBeGreaterThan(begun + 3_600_000);
  });

  it("goes on when the clock is set back", async () => {
    const { world, polls, pass } = run({ siem: new FakeSink() });
    await pass(200);
    world.now -= 2 * minute;
    await pass(300);
    expect(polls.length).toBe(9);
  });

  it("ends when the state is gone for good, and survives a full disk", async () => {
    let full = 3;
    const notePoll = async (): Promise<void> => {
      if (full-- > 0) throw new StateFailure("No room is left", false);
      throw new StateFailure("The state was removed", true);
    };
    const { done, polls, said, pass } = run({ siem: new FakeSink() }, { state: { notePoll } });
    await pass(400);
    await expect(done).rejects.toThrow("The state was removed");
    expect(said.filter((line) => line === "No room is left").length).toBe(3);
    expect(polls.length).toBe(4);
  });

  it("stops when it is told to", async () => {
    const { done, stop, pass } = run({ siem: new FakeSink() }, { takes: 25 });
    await pass(70);
    stop.abort();
    await done;
  });
});
