import fc from "fast-check";
import { expect, it } from "vitest";
import { Crash, FakeSink, minute, organization, recordOf, start, World, type WorldEvent } from "./world.ts";

const overlap = 15 * minute;
const kinds = ["Role", "Queue", "Refused", "Senseless"];

const event = fc.record({
  /** Minutes before it is shown; late by less than the overlap. */
  late: fc.integer({ min: 0, max: 14 }),
  kind: fc.constantFrom(...kinds),
});

const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("happen" as const), events: fc.array(event, { maxLength: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("poll" as const),
      again: fc.boolean(),
      fails: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
      crash: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("drain" as const),
      sink: fc.constantFrom("siem", "cold"),
      fails: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
      crash: fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined }),
    }),
  },
);

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function newWorld(): World {
  const refuses = ({ kind }: { kind: string }) => kind === "Refused";
  return new World(
    { siem: new FakeSink(refuses), cold: new FakeSink() },
    {
      map: "kind = 'Senseless' ? undefined : { 'it': id }",
      routes: [
        { when: "kind = 'Role'", to: ["siem", "cold"] },
        { when: "kind = 'Refused'", to: ["siem"] },
        { to: ["cold"] },
      ],
    },
  );
}

/** Where an event has to be. */
function placesOf({ kind }: WorldEvent): { readonly sinks: readonly string[]; readonly dead: boolean } {
  if (kind === "Role") return { sinks: ["siem", "cold"], dead: false };
  return kind === "Queue" ? { sinks: ["cold"], dead: false } : { sinks: [], dead: true };
}

/** Events up to an instant, shown by another, that are not where they have to be. */
function missing(world: World, until: number, shown: number): readonly string[] {
  const dead = new Set(world.dead().map(({ id }) => id));
  return world.events
    .filter((each) => each.time >= start && each.time <= until && each.shown <= shown)
    .filter((each) => {
      const places = placesOf(each);
      const there = places.sinks.every((name) => world.sinks[name]!.kept.has(`${organization}/${each.id}`));
      return !there || (places.dead && !dead.has(each.id));
    })
    .map(({ id, kind }) => `${id} ${kind}`);
}

async function act(world: World, todo: Action): Promise<void> {
  if (todo.do === "wait") world.now += todo.minutes * minute;
  if (todo.do === "happen") {
    for (const { late, kind } of todo.events) {
      world.now += 1_000;
      const time = world.now - late * minute;
      if (time >= start) world.events.push({ id: `e${world.events.length}`, time, shown: world.now, kind });
    }
  }
  if (todo.do === "poll" || todo.do === "drain") {
    world.steps = todo.crash ?? Number.POSITIVE_INFINITY;
    try {
      if (todo.do === "poll") {
        world.failsAtPage = todo.fails;
        await world.poll(todo.again);
      } else {
        let batches = 0;
        world.sinks[todo.sink]!.fails =
          todo.fails === undefined
            ? undefined
            : () =>
                batches++ >= todo.fails! ? { ok: false, problem: "It is away", lasting: false } : undefined;
        await world.drain(todo.sink);
      }
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await world.restart();
    }
    world.steps = Number.POSITIVE_INFINITY;
    world.failsAtPage = undefined;
  }
}

/** @returns the acknowledged mark; fails when it is ahead of what was delivered, or went back */
async function checkMark(world: World, before: number): Promise<number> {
  const { acknowledgedUntil, readUntil } = await world.state().marks();
  expect(acknowledgedUntil).toBeGreaterThanOrEqual(before);
  expect(acknowledgedUntil).toBeLessThanOrEqual(readUntil);
  if (acknowledgedUntil > before) expect(missing(world, acknowledgedUntil, readUntil)).toEqual([]);
  return acknowledgedUntil;
}

/** @param runs how many worlds are tried; more are asked for with COLLECTOR_RUNS */
export function neverLoses(runs = Number(process.env["COLLECTOR_RUNS"] ?? 60)): void {
  it(
    "delivers every event whatever fails and wherever the process crashes",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 25 }), async (actions) => {
          const world = newWorld();
          try {
            let mark = start;
            for (const todo of actions) {
              await act(world, todo);
              mark = await checkMark(world, mark);
            }
            world.now += minute;
            for (const sink of Object.values(world.sinks)) sink.fails = undefined;
            await world.drain("siem");
            await world.drain("cold");
            expect(await world.poll(true)).not.toHaveProperty("problem");
            await world.drain("siem");
            await world.drain("cold");
            expect(missing(world, Number.POSITIVE_INFINITY, world.now)).toEqual([]);
            expect((await world.state().marks()).acknowledgedUntil).toBe(world.now);
            const { sinks, counts } = await world.state().status();
            expect(sinks.every(({ pending }) => pending === 0)).toBe(true);
            // Each event is counted once, however often it was read and delivered.
            expect(counts.events).toBe(world.events.length);
            for (const [name, sink] of Object.entries(world.sinks)) {
              const wanted = world.events.filter((each) => placesOf(each).sinks.includes(name));
              expect([...sink.kept.keys()].sort()).toEqual(
                wanted.map(({ id }) => `${organization}/${id}`).sort(),
              );
              for (const each of wanted) {
                const { raw, rows } = sink.kept.get(`${organization}/${each.id}`)!;
                expect({ raw, rows }).toEqual({
                  raw: JSON.stringify(recordOf(each)),
                  rows: [{ it: each.id }],
                });
              }
            }
            expect(overlap).toBe(world.collector.overlap);
          } finally {
            await world.close();
          }
        }),
        { numRuns: runs },
      );
    },
    60_000 + runs * 1_000,
  );
}
