import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./import-rules.ts";

function tool(name: string, args: readonly string[], cwd = root): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", name), args, {
    cwd,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

describe("tools find nothing", () => {
  it("biome: format, lint, import cycles, function length", () => {
    expect(tool("biome", ["check", "--error-on-warnings", "."])).toMatchObject({ status: 0 });
  });

  it("tsc: types", () => {
    expect(tool("tsc", ["--noEmit"])).toEqual({ status: 0, output: "" });
  });

  it("knip: dead files, exports and dependencies", () => {
    expect(tool("knip", ["--no-progress"])).toMatchObject({ status: 0 });
  });
});

describe("tools find what is planted", () => {
  it.each([
    ["noExplicitAny", "export const planted: any = 1;\n"],
    [
      "noExcessiveLinesPerFunction",
      `export function planted(): void {\n${"  console.log(1);\n".repeat(61)}}\n`,
    ],
    ["noUnusedVariables", "const planted = 1;\n"],
    ["noNonNullAssertion", "export const planted = (list: string[]): string => list[0]!;\n"],
  ])("biome: %s", (rule, text) => {
    const folder = mkdtempSync(join(tmpdir(), "bylaw-lint-"));
    cpSync(join(root, "biome.json"), join(folder, "biome.json"));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/planted.ts"), text);
    const { status, output } = tool(
      "biome",
      ["lint", "--vcs-enabled=false", "--error-on-warnings", "."],
      folder,
    );
    expect(status).not.toBe(0);
    expect(output).toContain(rule);
  });
});
