import { describe, expect, test } from "vitest";
import { compileEngine } from "../../src/expression/engine/compile-engine.ts";
import { runGuarded, WatchdogTimeout } from "../../src/expression/watchdog.ts";

function backtrack(): boolean {
  return /^(a+)+$/.test(`${"a".repeat(40)}!`);
}

/** A small graph whose JSON text is gigabytes long. */
function bomb(): string {
  let graph: unknown[] = [1];
  for (let index = 0; index < 40; index++) graph = [graph, graph];
  return JSON.stringify(graph);
}

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("runGuarded", () => {
  test("returns the value, whatever it is", () => {
    const object = { a: 1 };
    expect(runGuarded(() => object, 1_000)).toBe(object);
    expect(runGuarded(() => undefined, 1_000)).toBeUndefined();
  });

  test("throws what the function throws, unchanged", () => {
    const error = new RangeError("own");
    expect(
      caught(() =>
        runGuarded(() => {
          throw error;
        }, 1_000),
      ),
    ).toBe(error);
    expect(
      caught(() =>
        runGuarded(() => {
          throw "text";
        }, 1_000),
      ),
    ).toBe("text");
  });

  test.each([
    [
      "a loop",
      () => {
        for (;;);
      },
    ],
    ["a backtracking regular expression", backtrack],
    ["JSON.stringify", bomb],
    [
      "a function that catches everything",
      () => {
        for (;;) {
          try {
            for (;;);
          } catch {}
        }
      },
    ],
  ])("stops %s", (_what, run) => {
    const began = performance.now();
    const error = caught(() => runGuarded<unknown>(run, 100));
    expect(error).toBeInstanceOf(WatchdogTimeout);
    expect(error).toMatchObject({ code: "B1007", budgetMs: 100 });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test("may be nested: the outer goes on after an inner timeout", () => {
    const result = runGuarded(() => [caught(() => runGuarded(backtrack, 50)), "went on"], 5_000);
    expect(result).toEqual([expect.any(WatchdogTimeout), "went on"]);
  });

  test("may be nested: the outer budget is not extended by an inner one", () => {
    const error = caught(() => runGuarded(() => caught(() => runGuarded(backtrack, 10_000)), 100));
    expect(error).toMatchObject({ name: "WatchdogTimeout", budgetMs: 100 });
  });

  test("leaves nothing behind", () => {
    const before = Reflect.ownKeys(globalThis).length;
    caught(() => runGuarded(backtrack, 20));
    expect(runGuarded(() => runGuarded(() => 1, 10_000) + 1, 10_000)).toBe(2);
    expect(Reflect.ownKeys(globalThis)).toHaveLength(before);
  });
});

test("a compiled expression goes on after it was cut off, with nothing of what was half done", () => {
  let hangs = true;
  const hang = {
    name: "hang",
    signature: "<:b>",
    summary: "hangs",
    call: () => {
      while (hangs);
      return true;
    },
  };
  const source = "$count(list[$ in $data.known and $hang()]) + $count($match(text, /b+/))";
  const { evaluate, mode } = compileEngine(source, { functions: [hang], unchanging: ["data"] });
  const bindings = { data: { known: [1, 2, 3] } };
  const input = { list: [2, 3, 4], text: "abab" };
  expect(caught(() => runGuarded(() => evaluate(input, bindings), 100))).toBeInstanceOf(WatchdogTimeout);
  hangs = false;
  expect(mode).toBe("compiled");
  for (let time = 0; time < 2; time++) expect(evaluate(input, bindings)).toBe(4);
});
