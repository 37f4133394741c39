import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { longest } from "../longest-first.ts";
import { forbiddenImports, imports, importTable, root, sourceFiles } from "./import-rules.ts";

const table = importTable();
const files = sourceFiles();

describe("the import table of ARCHITECTURE.md", () => {
  it("is read and covers the sources", () => {
    expect(table.size).toBeGreaterThan(12);
    expect(files.length).toBeGreaterThan(100);
  });

  it("is kept by every file", () => {
    expect(files.flatMap((file) => forbiddenImports(file, readFileSync(file, "utf8"), table))).toEqual([]);
  });

  it.each([
    ["src/model/planted.ts", 'import { readFileSync } from "node:fs";'],
    ["src/engine/planted.ts", 'import type { Check } from "../checks/index.ts";'],
    ["src/checks/planted.ts", 'import { request } from "undici";'],
    ["src/reporters/planted.ts", 'const late = await import("../engine/bindings.ts");'],
    ["src/nowhere/planted.ts", ""],
  ])("refuses what is planted in %s", (file, text) => {
    expect(forbiddenImports(join(root, file), text, table)).toHaveLength(1);
  });

  it("sees imports over several lines", () => {
    expect(
      imports('import {\n  a,\n  b,\n} from "x";\nexport * from "y";\nimport "z";\nawait import("w");'),
    ).toEqual(["x", "y", "z", "w"]);
  });
});

it("the test files that are started first are there", () => {
  expect(longest.filter((path) => !existsSync(path))).toEqual([]);
});

describe("sources", () => {
  it("stay under 400 lines a file", () => {
    const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > 400);
    expect(long.map((file) => relative(root, file))).toEqual([]);
  });

  it("suppress no type error and no lint rule", () => {
    const pattern = /@ts-(ignore|expect-error|nocheck)|biome-ignore/;
    expect(
      files.filter((file) => pattern.test(readFileSync(file, "utf8"))).map((file) => relative(root, file)),
    ).toEqual([]);
  });

  it("are not called utils, helpers or common", () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common)(\.ts|\/)/.test(relative(root, file))),
    ).toEqual([]);
  });

  it("never call process.exit: it cuts what a pipe has not taken yet", () => {
    const pattern = /\bprocess\.exit\(/;
    const code = (file: string): string =>
      readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    expect(files.filter((file) => pattern.test(code(file))).map((file) => relative(root, file))).toEqual([]);
  });
});
