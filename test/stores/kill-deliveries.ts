import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { randomFor } from "../../src/simulator/org/random.ts";
import { deliveriesOf } from "./deliveries.ts";
import { keptOf, linesOf, openPlace, type Place } from "./place.ts";

interface Round {
  /** Up to which delivery the child was told that all is kept. */
  readonly acknowledged: number;
  readonly signal: NodeJS.Signals | null;
}

/** One child; killed so many milliseconds after its store was open, when a number is given. */
async function runChild(
  place: Place,
  from: number,
  to: number,
  size: number,
  after?: number,
): Promise<Round> {
  const { read: _, server: __, ...rest } = place;
  const script = join(import.meta.dirname, "deliver-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify({ place: rest, from, to, size })], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const ended = once(child, "close");
  let opened = false;
  child.stdout.on("data", (chunk) => {
    told += String(chunk);
    if (opened || after === undefined) return;
    opened = true;
    void setTimeout(after).then(() => child.kill("SIGKILL"));
  });
  const [status, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  if (status !== 0 && signal !== "SIGKILL") throw new Error(`${status}: ${errors}`);
  const whole = told.slice(0, told.lastIndexOf("\n") + 1).trim();
  return { acknowledged: Number(whole.split("\n").at(-1) || from), signal };
}

/** What is wrong with what is there after a kill; empty when nothing is. */
async function problemsOf(place: Place, acknowledged: number, total: number): Promise<string[]> {
  // Opening repairs what a killed process left behind.
  await (await openPlace(place)).close();
  const kept = linesOf(await place.read());
  const there = new Set(kept);
  const known = new Set(linesOf(keptOf(deliveriesOf(0, total))));
  return [
    ...(there.size === kept.length ? [] : [`${kept.length - there.size} twice`]),
    ...linesOf(keptOf(deliveriesOf(0, acknowledged)))
      .filter((line) => !there.has(line))
      .map((line) => `lost ${line}`),
    ...kept.filter((line) => !known.has(line)).map((line) => `unknown ${line}`),
  ];
}

/**
 * Delivers in child processes that are killed again and again, each resumed where the one before was
 * acknowledged; the last one is left alone.
 *
 * @returns how many were killed in the middle, and what was ever lost, twice or torn
 */
export async function killDeliveries(
  place: Place,
  options: { kills: number; total: number; size: number; within: number; seed: number },
): Promise<{ kills: number; problems: string[] }> {
  const { kills, total, size, within, seed } = options;
  const random = randomFor(place.store, seed);
  const problems: string[] = [];
  let at = 0;
  let killed = 0;
  for (let round = 0; round < kills && at < total; round++) {
    const { acknowledged, signal } = await runChild(place, at, total, size, random.between(0, within));
    at = acknowledged;
    if (signal === "SIGKILL") killed++;
    problems.push(...(await problemsOf(place, at, total)));
  }
  if (at < total) at = (await runChild(place, at, total, size)).acknowledged;
  problems.push(...(await problemsOf(place, total, total)));
  return { kills: killed, problems };
}
