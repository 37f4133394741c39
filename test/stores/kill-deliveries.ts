import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { randomFor } from "../../src/simulator/org/random.ts";
import { deliveriesOf } from "./deliveries.ts";
import { keptOf, linesOf, openPlace, type Place } from "./place.ts";

interface Killing {
  readonly kills: number;
  /** Acknowledged batches after which a child is killed: at most so many … */
  readonly batches: number;
  /** … and at most so many milliseconds later, so that the kill comes anywhere in what a store does. */
  readonly within: number;
  readonly seed: number;
}

/** Records in a batch. */
const size = 25;

/**
 * A child that delivers from a record on.
 *
 * @param after batches and milliseconds after which it is killed; without them it delivers ten batches
 * @returns up to which record all was acknowledged to it
 */
async function runChild(place: Place, from: number, after?: readonly [number, number]): Promise<number> {
  const { read: _, server: __, ...rest } = place;
  const to = after === undefined ? from + 10 * size : Number.MAX_SAFE_INTEGER;
  const script = join(import.meta.dirname, "deliver-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify({ place: rest, from, to, size })], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  let errors = "";
  let ending = false;
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  child.stdout.on("data", (chunk) => {
    told += String(chunk);
    if (ending || after === undefined || told.split("\n").length <= after[0]) return;
    ending = true;
    void setTimeout(after[1]).then(() => child.kill("SIGKILL"));
  });
  const [status, signal] = await once(child, "close");
  const asked = after === undefined ? status === 0 : signal === "SIGKILL";
  if (!asked) throw new Error(`${status ?? signal}: ${errors}`);
  const whole = told.slice(0, told.lastIndexOf("\n") + 1).trim();
  return Number(whole.split("\n").at(-1) || from);
}

/** What is wrong with what is there; empty when nothing is. */
async function problemsOf(place: Place, acknowledged: number): Promise<string[]> {
  // Opening repairs what a killed process left behind.
  await (await openPlace(place)).close();
  const all = await place.read();
  const kept = linesOf(all);
  const there = new Set(kept);
  const last = Math.max(acknowledged, ...all.map(({ id }) => Number(id.replace("event-", "")) + 1));
  const known = new Set(linesOf(keptOf(deliveriesOf(0, last))));
  return [
    ...(there.size === kept.length ? [] : [`${kept.length - there.size} twice`]),
    ...linesOf(keptOf(deliveriesOf(0, acknowledged)))
      .filter((line) => !there.has(line))
      .map((line) => `lost ${line}`),
    ...kept.filter((line) => !known.has(line)).map((line) => `unknown ${line}`),
  ];
}

/**
 * Delivers in child processes that are killed (SIGKILL) again and again, each resumed where the one before was
 * acknowledged; the last one is left alone.
 *
 * @returns what was ever lost, twice or torn
 */
export async function killDeliveries(
  place: Place,
  { kills, batches, within, seed }: Killing,
): Promise<string[]> {
  const random = randomFor(place.store, seed);
  const problems: string[] = [];
  let at = 0;
  for (let round = 0; round < kills; round++) {
    at = await runChild(place, at, [random.between(1, batches), random.next() * within]);
    problems.push(...(await problemsOf(place, at)));
  }
  at = await runChild(place, at);
  return [...problems, ...(await problemsOf(place, at))];
}
