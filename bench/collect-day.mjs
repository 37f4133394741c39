// A day of virtual time with 5 % faults: loses nothing, and memory does not grow.
// Usage: node --expose-gc bench/collect-day.mjs [events a minute] [hours]
import { runService } from "../src/collector/run-service.ts";
import { sinkLane } from "../src/collector/sink-lane.ts";
import { randomFor } from "../src/simulator/org/random.ts";
import { VirtualTime } from "../test/collector/virtual-time.ts";
import { FakeSink, minute, World } from "../test/collector/world.ts";

const [perMinute = 20, hours = 24] = process.argv.slice(2).map(Number);
const random = randomFor("collect-day");
const away = { ok: false, problem: "It is away", lasting: false };
const delivered = new Uint8Array(perMinute * hours * 60);
/** Keeps nothing but ids: what is measured is the collector. */
const sink = new FakeSink(() => false, 500);
sink.take = (batch) => {
  if (random.chance(0.05)) return away;
  for (const { id } of batch) delivered[Number(id.slice(1))] = 1;
  return { ok: true, rejected: [] };
};
const world = new World({ siem: sink });
world.pageSize = 50;
const stop = new AbortController();
const time = new VirtualTime(world, stop.signal);
const host = {
  root: world.folder,
  env: () => undefined,
  now: () => world.now,
  sleep: (milliseconds) => time.sleep(milliseconds),
  signal: stop.signal,
  allowedTargets: [],
};
const { feed, collector, deadLetters } = world;
let faults = 0;
const faulty = {
  ...feed,
  read(from, to) {
    if (random.chance(0.05)) {
      faults++;
      world.failsAtPage = random.between(0, 3);
    }
    return feed.read(from, to);
  },
};
const state = world.state();
const parts = {
  polling: {
    collector,
    feed: faulty,
    state,
    deadLetters,
    validator: () => () => undefined,
    signal: stop.signal,
  },
  lanes: collector.sinks.map((each) => sinkLane(each, host)),
  state,
  deadLetters,
  signal: stop.signal,
  now: () => world.now,
  sleep: (milliseconds) => time.sleep(milliseconds),
  random: random.next,
};
const done = runService(parts, { say: () => undefined, changed: async () => undefined }, stop);
done.catch(() => undefined);

let happened = 0;
const heaps = [];
for (let hour = 0; hour < hours; hour++) {
  for (let each = 0; each < 60; each++) {
    for (let n = 0; n < perMinute; n++) {
      const late = random.chance(0.1) ? random.between(0, 10 * minute) : 0;
      const at = world.now - late;
      world.events.push({
        id: `e${happened++}`,
        time: Math.max(at, world.begin),
        shown: world.now,
        kind: "Role",
      });
    }
    await time.pass(minute);
  }
  // The world forgets what the collector does not ask for any more.
  world.events.splice(
    0,
    world.events.findIndex(({ shown }) => shown > world.now - 120 * minute),
  );
  world.asked = [];
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
}
await time.pass(30 * minute);
const { counts, sinks, acknowledgedUntil } = await state.status();
stop.abort();
await done.catch(() => undefined);
await world.close();
const lost = delivered.filter((there) => there === 0).length;
const heap = (from, to) => Math.max(...heaps.slice(from, to)).toFixed(1);
const whole = acknowledgedUntil > world.now - 10 * minute && sinks[0]?.pending === 0;
console.log(
  JSON.stringify({
    events: happened,
    lost,
    whole,
    polls: counts.polls,
    failedPolls: counts.failedPolls,
    faults,
    heapOfFirstHoursMB: heap(0, 3),
    heapOfLastHoursMB: heap(-3),
  }),
);
process.exitCode = lost === 0 && whole ? 0 : 1;
