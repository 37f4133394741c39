import { describe, expect, it } from "vitest";
import { runPatiently } from "../../src/expression/run-patiently.ts";
import { WatchdogTimeout } from "../../src/expression/watchdog.ts";

/** Lets time go by without working, as a process does that is halted. */
function halt(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
}

describe("a function with a limit on its time", () => {
  it("is run again after the process was halted", () => {
    let runs = 0;
    const value = runPatiently(() => {
      runs++;
      if (runs < 3) halt();
      return "done";
    }, 100);
    expect([value, runs]).toEqual(["done", 3]);
  });

  it("is stopped for good when it works all the time, which on a busy machine takes some more of it", () => {
    let runs = 0;
    const endless = () => {
      runs++;
      for (;;);
    };
    expect(() => runPatiently(endless, 300)).toThrow(WatchdogTimeout);
    expect(runs).toBeLessThan(30);
  });

  it("is given up when the process never gets to run", () => {
    let runs = 0;
    const halted = () => {
      runs++;
      halt();
    };
    expect(() => runPatiently(halted, 5)).toThrow(WatchdogTimeout);
    expect(runs).toBeGreaterThan(1);
    expect(runs).toBeLessThanOrEqual(60);
  });

  it("throws what it throws", () => {
    expect(() =>
      runPatiently(() => {
        throw new RangeError("own");
      }, 1_000),
    ).toThrow("own");
  });
});
