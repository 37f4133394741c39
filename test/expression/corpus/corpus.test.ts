import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { corpus } from "./corpus.ts";

type Engine = (typeof engines)[number];
const engines = ["compiled", "interpreted", "reference"] as const;

interface Line {
  readonly name: string;
  readonly outcome: string;
  readonly milliseconds: number;
}

const child = fileURLToPath(new URL("child.ts", import.meta.url));
const stored = JSON.parse(readFileSync(new URL("outcomes.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Readonly<Record<Engine, string>>>
>;

/**
 * Ended by time, or by the depth of JavaScript's own stack: another machine, or code that is compiled sooner,
 * ends more in that way, or less.
 */
const dependsOnMachine = new Set(["D1012", "B1007", "B1001", "B0002", "D1011"]);

function isExpected(outcome: string, expected: string): boolean {
  if (outcome === expected || dependsOnMachine.has(outcome)) return true;
  return dependsOnMachine.has(expected) && !/^(CRASH|POLLUTED|B1006)/.test(outcome);
}

async function run(engine: Engine): Promise<{ readonly lines: readonly Line[]; readonly kilobytes: number }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--max-old-space-size=400", child, engine],
    { maxBuffer: 10_000_000 },
  );
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const { kilobytes } = lines.pop() as unknown as { kilobytes: number };
  return { lines, kilobytes };
}

it("every case is told apart, and there are many", () => {
  expect(corpus.length).toBeGreaterThan(400);
  expect(Object.keys(stored).sort()).toEqual(corpus.map(({ name }) => name).sort());
});

describe.concurrent("hostile expressions", () => {
  // The others by `npm run fuzz:corpus`: each takes as long as this one.
  it.each(process.env["CORPUS_ENGINES"] === "all" ? engines : (["compiled"] as const))(
    "end with the outcome they are known for, %s, and the process lives",
    { timeout: 240_000 },
    async (engine) => {
      const { lines, kilobytes } = await run(engine);
      expect(lines.map(({ name }) => name)).toEqual(corpus.map(({ name }) => name));
      const unexpected = lines
        .map(({ name, outcome }) => ({ name, outcome, expected: stored[name]?.[engine] ?? "" }))
        .filter(({ outcome, expected }) => !isExpected(outcome, expected));
      expect(unexpected).toEqual([]);
      const exact = lines.filter(({ name, outcome }) => outcome === stored[name]?.[engine]);
      expect(exact.length).toBeGreaterThan(corpus.length * 0.9);
      expect(lines.filter(({ milliseconds }) => milliseconds > 10_000)).toEqual([]);
      expect(kilobytes).toBeLessThan(1_000_000);
    },
  );
});
