import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemRows, systemTests } from "../../scripts/generate/system-rows.ts";
import { root } from "./import-rules.ts";

const systems = systemRows(root);
const rows = systems.flatMap((system) => Object.keys(system.rows));
const tests = systemTests(root);

describe("the five systems", () => {
  it("are five, with an example each", () => {
    expect(systems.map(({ system }) => system)).toEqual(["S0", "S1", "S2", "S3", "S4"]);
    expect(
      systems.filter(({ example }) => !existsSync(join(root, "examples", example, "README.md"))),
    ).toEqual([]);
    expect(rows.length).toBe(37);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it("have a test for each row", () => {
    const tested = new Set(tests.map(({ row }) => row));
    expect(rows.filter((row) => !tested.has(row))).toEqual([]);
  });

  it("have no test that names no row", () => {
    expect(tests.length).toBeGreaterThan(30);
    expect(tests.filter(({ row }) => !rows.includes(row))).toEqual([]);
  });
});
