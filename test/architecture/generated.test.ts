import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generatedFiles } from "../../scripts/generate/generated-files.ts";
import { root } from "./import-rules.ts";

describe("generated files are current (npm run generate)", () => {
  it.each(Object.entries(generatedFiles(root)))("%s", (name, text) => {
    expect(readFileSync(join(root, name), "utf8")).toBe(text);
  });

  it("oclif.manifest.json", () => {
    const copy = mkdtempSync(join(tmpdir(), "bylaw-manifest-"));
    for (const name of ["package.json", "dist", "bin"])
      cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const { status, stderr } = spawnSync(join(root, "node_modules/.bin/oclif"), ["manifest"], {
      cwd: copy,
      encoding: "utf8",
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const read = (folder: string) => JSON.parse(readFileSync(join(folder, "oclif.manifest.json"), "utf8"));
    expect(read(root)).toEqual(read(copy));
  });
});
