import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFileAtomic } from "../../src/cli/write-file-atomic.ts";
import { folderWith } from "../scenarios/bylaw.ts";

describe("writeFileAtomic", () => {
  it("writes whole, for the owner only, and leaves nothing else", async () => {
    const folder = folderWith({ "report.txt": "old" });
    await writeFileAtomic(join(folder, "report.txt"), ["a".repeat(100_000), "b"]);
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe(`${"a".repeat(100_000)}b`);
    expect(statSync(join(folder, "report.txt")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  it("writes pieces of any size and any character", async () => {
    const folder = folderWith({});
    const sizes = [0, 1, 7, 40_000, 43_690, 43_691, 1, 43_690, 65_536, 131_072, 131_073, 400_000, 3];
    const pieces = ["a", "é", "語", "😀"].flatMap((character) => sizes.map((size) => character.repeat(size)));
    await writeFileAtomic(join(folder, "report.txt"), pieces);
    expect(readFileSync(join(folder, "report.txt"), "utf8") === pieces.join("")).toBe(true);
  });

  it("leaves the old file when the text breaks off", async () => {
    const folder = folderWith({ "report.txt": "old" });
    function* broken() {
      yield "a".repeat(100_000);
      throw new Error("kaput");
    }
    await expect(writeFileAtomic(join(folder, "report.txt"), broken())).rejects.toThrow("kaput");
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  it("replaces a link instead of following it", async () => {
    const folder = folderWith({ "target.txt": "untouched" });
    symlinkSync(join(folder, "target.txt"), join(folder, "report.txt"));
    await writeFileAtomic(join(folder, "report.txt"), ["new"]);
    expect(readFileSync(join(folder, "target.txt"), "utf8")).toBe("untouched");
  });

  it("writes to a device as it is, and says when that is full", async () => {
    await writeFileAtomic("/dev/null", ["x"]);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    await expect(writeFileAtomic("/dev/full", ["x"])).rejects.toThrow("ENOSPC");
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  it("refuses a folder in its place, and a missing one above it", async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, "taken"));
    writeFileSync(join(folder, "taken/x"), "");
    await expect(writeFileAtomic(join(folder, "taken"), ["x"])).rejects.toThrow();
    await expect(writeFileAtomic(join(folder, "nowhere/x"), ["x"])).rejects.toThrow("ENOENT");
    expect(readdirSync(folder)).toEqual(["taken"]);
  });
});
