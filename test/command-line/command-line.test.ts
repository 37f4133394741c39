import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandNames } from "../../src/cli/command-names.ts";
import { COMMANDS } from "../../src/commands/index.ts";
import { root } from "../architecture/import-rules.ts";
import { incompatibilities, type Surface, surfaceOf } from "./surface.ts";

const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));
const pinned: Surface = read("test/command-line/command-line.json");
const surface = surfaceOf(read("oclif.manifest.json"));

describe("the command line", () => {
  it("breaks no script written for the pinned one", () => {
    expect(incompatibilities(pinned, surface)).toEqual([]);
  });

  it("is pinned in full: `npm run generate` adds what is new", () => {
    expect(surface).toEqual(pinned);
  });

  it("is the same in the manifest, in the code and in the error messages", () => {
    expect(Object.keys(surface)).toEqual(Object.keys(COMMANDS).sort());
    // What is typed with a space has a colon for oclif, and a folder of its own.
    expect(commandNames.map((name) => name.replace(" ", ":")).sort()).toEqual(Object.keys(COMMANDS).sort());
    for (const [name, command] of Object.entries(COMMANDS)) {
      expect(Object.keys(surface[name]!.flags)).toEqual(Object.keys(command.flags ?? {}).sort());
      expect(existsSync(join(root, "src/commands", `${name.replace(":", "/")}.ts`))).toBe(true);
    }
  });

  it.each([
    [
      "a command",
      (old: Surface) => ({ ...old, gone: { args: [], required: [], flags: {} } }),
      "command gone is gone",
    ],
    [
      "a flag",
      (old: Surface) => ({ ...old, init: { ...old["init"]!, flags: { force: {} } } }),
      "init --force is gone",
    ],
    [
      "a letter",
      (old: Surface) => ({ ...old, check: { ...old["check"]!, flags: { format: { char: "F" } } } }),
      "check --format has lost its letter -F",
    ],
    [
      "a value",
      (old: Surface) => ({ ...old, check: { ...old["check"]!, flags: { engine: { options: ["slow"] } } } }),
      "check --engine slow is gone",
    ],
  ])("would notice that %s was taken away", (_, change, message) => {
    expect(incompatibilities(change(pinned), surface)).toEqual([message]);
  });
});
