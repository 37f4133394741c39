import { afterEach, describe, expect, it } from "vitest";
import { abandonSinks } from "../../src/collector/abandon-sinks.ts";
import { checkHealth, isHealthDue } from "../../src/collector/check-health.ts";
import { Crash, FakeSink, minute, organization, start, World } from "./world.ts";

const day = 86_400_000;

const open: World[] = [];

function world(...args: ConstructorParameters<typeof World>): World {
  const made = new World(...args);
  open.push(made);
  return made;
}

/** Events every minute, of kinds in turn. */
function happen(to: World, count: number, kinds: readonly string[] = ["Role"]): void {
  for (let n = 0; n < count; n++) {
    to.now += minute;
    const kind = kinds[n % kinds.length] ?? "";
    to.events.push({ id: `e${to.events.length}`, time: to.now, shown: to.now, kind });
  }
}

const kept = (sink: FakeSink) => [...sink.kept.keys()].map((key) => key.replace(`${organization}/`, ""));

/** What polls and deliveries do, whatever the state is kept in. */
export function pollAndDrain(): void {
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  describe("a crash at every single step", () => {
    it.each(Array.from({ length: 46 }, (_, step) => step))("number %i loses nothing", async (step) => {
      const sinks = { siem: new FakeSink(({ kind }) => kind === "Refused"), cold: new FakeSink() };
      const it = world(sinks, { map: "kind != 'Senseless' ? $" });
      happen(it, 6, ["Senseless", "Refused", "Role"]);
      it.steps = step;
      try {
        await it.poll();
        await it.drain("siem");
        await it.drain("cold");
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await it.restart();
      }
      it.steps = Number.POSITIVE_INFINITY;
      for (const name of ["siem", "cold"]) await it.drain(name);
      await it.poll(true);
      for (const name of ["siem", "cold"]) await it.drain(name);
      expect(kept(sinks.siem)).toEqual(["e2", "e5"]);
      expect(kept(sinks.cold)).toEqual(["e1", "e2", "e4", "e5"]);
      expect([...new Set(it.dead().map(({ id }) => id))].sort()).toEqual(["e0", "e1", "e3", "e4"]);
      const { counts, sinks: told, acknowledgedUntil } = await it.state().status();
      expect(counts).toMatchObject({ events: 6, dead: 2 });
      expect(told).toMatchObject([
        { delivered: 4, dead: 0 },
        { delivered: 2, dead: 2 },
      ]);
      expect(acknowledgedUntil).toBe(it.now);
    });
  });

  describe("poll", () => {
    it("reads from what was read, and first from what was acknowledged", async () => {
      const it = world({ siem: new FakeSink() });
      it.now += 60 * minute;
      happen(it, 1);
      await it.poll();
      it.now += 60 * minute;
      await it.poll();
      await it.poll(true);
      const [, second, again] = it.asked;
      expect(second?.from).toBe(start + 61 * minute - it.collector.overlap);
      // The event that waits holds the acknowledged mark.
      expect(again?.from).toBe(start + 61 * minute - 1 - it.collector.overlap);
    });

    it("reads a long time day by day, and keeps the days it has read", async () => {
      const it = world({ siem: new FakeSink() });
      it.now = start + 3 * 1440 * minute;
      await it.poll();
      expect(it.asked.map(({ to }) => to)).toEqual([1, 2, 3].map((days) => start + days * 1440 * minute));
    });

    it("records what can no longer be read as a hole, once", async () => {
      const it = world({ siem: new FakeSink() });
      it.retention = 60 * minute;
      it.now += 100 * minute;
      const { hole } = await it.poll();
      expect(hole).toMatchObject({ from: start, to: it.now - 60 * minute });
      expect(it.asked).toEqual([{ from: it.now - 60 * minute, to: it.now }]);
      it.now += minute;
      expect(await it.poll(true)).not.toHaveProperty("hole");
      const { holes, acknowledgedUntil } = await it.state().status();
      expect(holes.length).toBe(1);
      expect(acknowledgedUntil).toBe(it.now);
    });

    it("knows no hole where everything was read and only a sink is away", async () => {
      const it = world({ siem: new FakeSink() });
      it.retention = 60 * minute;
      for (let hour = 0; hour < 4; hour++) {
        happen(it, 1);
        it.now += 40 * minute;
        expect(await it.poll(true)).not.toHaveProperty("hole");
      }
      expect((await it.state().marks()).acknowledgedUntil).toBe(start + minute - 1);
      await it.drain("siem");
      expect((await it.state().marks()).acknowledgedUntil).toBe(it.now);
    });

    it("says that the clock stands before what was read, and does not go back", async () => {
      const it = world({ siem: new FakeSink() });
      it.now += 600 * minute;
      await it.poll();
      it.now -= 300 * minute;
      expect((await it.poll()).problem).toContain("The clock stands at");
      expect((await it.state().marks()).acknowledgedUntil).toBe(start + 600 * minute);
    });

    it("begins anew from what was acknowledged when a cursor is refused, once, and delivers nothing twice", async () => {
      const sinks = { siem: new FakeSink() };
      const it = world(sinks, { overlap: minute });
      happen(it, 6);
      await it.poll();
      happen(it, 2);
      it.asked = [];
      it.refusesCursor = 1;
      // Nothing is acknowledged yet: what was read before is read again.
      expect(await it.poll()).toMatchObject({ events: 2, cursorResets: 1 });
      expect(it.asked).toEqual([
        { from: it.now - 3 * minute, to: it.now },
        { from: start, to: it.now },
      ]);
      await it.drain("siem");
      expect(sinks.siem.deliveries).toBe(8);
      it.now += minute;
      it.refusesCursor = 2;
      expect(await it.poll()).toMatchObject({ problem: "The cursor is not known", cursorResets: 2 });
      expect((await it.state().marks()).acknowledgedUntil).toBe(it.now - minute);
    });

    it("checks once a day that the marks fit each other and the source answers for them", async () => {
      const it = world({ siem: new FakeSink() });
      happen(it, 3);
      const due = async () => isHealthDue(await it.state().status(), it.now);
      const check = () => checkHealth({ feed: it.feed, state: it.state() }, it.now);
      await it.poll();
      expect(await due()).toBe(false);
      it.now = start + day;
      await it.state().notePoll({ at: it.now, cursorResets: 2 });
      await it.state().notePoll({ at: it.now });
      expect(await due()).toBe(true);
      expect(await check()).toBeUndefined();
      expect(await it.state().status()).toMatchObject({
        health: { at: it.now },
        counts: { cursorResets: 2 },
      });
      it.now += day - minute;
      expect(await due()).toBe(false);
      it.now += minute;
      expect(await due()).toBe(true);
      it.failsAtPage = 0;
      expect(await check()).toContain("does not answer for the mark");
      expect((await it.state().status()).health).toMatchObject({ problem: expect.any(String) });
      it.retention = minute;
      expect(await check()).toContain("cannot be read again");
    });

    it("refuses events of another organisation", async () => {
      const it = world({ siem: new FakeSink() });
      await it.poll();
      it.organization = "org-2";
      happen(it, 1);
      expect((await it.poll()).problem).toContain("give it a state of its own");
      expect(it.asked).toEqual([]);
    });

    it("makes dead letters of what has no id, no time or no route, each once", async () => {
      const sinks = { siem: new FakeSink() };
      const it = world(sinks, { routes: [{ when: "kind = 'Role'", to: ["siem"] }] });
      happen(it, 5);
      const [first, second, third, fourth] = it.events;
      const at = "2026-11-01T00:01:00Z";
      const strange = [
        { at, kind: "Role" },
        { id: "timeless", kind: "Role" },
        { id: "stray", at, kind: "Queue" },
        { id: "open", at },
      ];
      it.events.splice(0, 4);
      for (const [n, event] of [first, second, third, fourth].entries())
        if (event !== undefined) it.events.push({ ...event, record: strange[n] ?? {} });
      for (let n = 0; n < 3; n++) await it.poll(true);
      await it.drain("siem");
      expect(kept(sinks.siem)).toEqual(["e4"]);
      expect(
        it
          .dead()
          .map(({ reason }) => reason)
          .sort(),
      ).toEqual([
        "it does not say when it happened",
        "it has no id",
        "no route takes it",
        "no route takes it",
      ]);
    });

    it("trusts no record that could hide a part of itself", async () => {
      const sinks = { siem: new FakeSink() };
      const it = world(sinks, { where: "kind = 'Role'" });
      happen(it, 2);
      const [first] = it.events;
      if (first !== undefined)
        it.events[0] = {
          ...first,
          record: { id: "sly", at: "2026-11-01T00:01:00Z", kind: "Role", _jsonata_lambda: true },
        };
      await it.poll();
      await it.drain("siem");
      expect(kept(sinks.siem)).toEqual(["e1"]);
      expect(it.dead()).toMatchObject([{ id: "sly", reason: expect.stringContaining("reserved key") }]);
    });

    it("takes an event once that is served outside of what is asked for", async () => {
      const sinks = { siem: new FakeSink() };
      const it = world(sinks, { overlap: 0 });
      const read = it.feed.read.bind(it.feed);
      const odd = { id: "odd", at: "2020-01-01T00:00:00Z", kind: "Role" };
      Object.assign(it.feed, {
        async *read(from: number, to: number) {
          yield [odd];
          return yield* read(from, to);
        },
      });
      for (let n = 0; n < 4; n++) {
        it.now += minute;
        await it.poll();
        await it.drain("siem");
      }
      expect(sinks.siem.deliveries).toBe(1);
    });
  });

  describe("drain", () => {
    it("lets a sink that fails wait, and the others go on", async () => {
      const sinks = { siem: new FakeSink(), cold: new FakeSink() };
      const it = world(sinks);
      happen(it, 7);
      await it.poll();
      sinks.siem.fails = () => ({ ok: false, problem: "It is away", lasting: false, retryAfter: 7 });
      expect(await it.drain("siem")).toMatchObject({ problem: "It is away", retryAfter: 7 });
      expect(await it.drain("cold")).toBeUndefined();
      const { sinks: told } = await it.state().status();
      expect(told).toMatchObject([
        { name: "cold", pending: 0, delivered: 7 },
        { name: "siem", pending: 7, delivered: 0, last: { problem: "It is away" } },
      ]);
    });

    it("takes a sink that throws, or refuses what it was not given, for one that failed", async () => {
      const sinks = { siem: new FakeSink() };
      const it = world(sinks);
      happen(it, 1);
      await it.poll();
      sinks.siem.fails = () => {
        throw new Error("a defect");
      };
      expect(await it.drain("siem")).toMatchObject({ lasting: true });
      sinks.siem.fails = () => ({ ok: true, rejected: [{ index: 5, reason: "no" }] });
      expect(await it.drain("siem")).toMatchObject({
        problem: "The sink siem refuses what it was not given",
      });
      expect((await it.state().status()).sinks).toMatchObject([{ pending: 1, delivered: 0 }]);
    });

    it("gives up for a sink that the collector no longer has", async () => {
      const it = world({ siem: new FakeSink(), cold: new FakeSink() });
      happen(it, 3);
      await it.poll();
      expect([...(await abandonSinks(["cold"], it.state(), it.deadLetters))]).toEqual([["siem", 3]]);
      await it.drain("cold");
      expect((await it.state().marks()).acknowledgedUntil).toBe(it.now);
      expect(it.dead().length).toBe(3);
    });
  });
}
