import { join } from "node:path";
import { expect, it } from "vitest";
import { reporterEntries } from "../../src/reporters/index.ts";
import { rendered } from "./rendered.ts";
import { emptyRun, passedRun, sampleRun } from "./sample-run.ts";

const cases = [
  ["table", "txt", {}],
  ["table", "narrow.txt", { width: 60 }],
  ["json", "json", {}],
  ["junit", "xml", {}],
  ["junit", "gitlab.xml", { settings: { profile: "gitlab" } }],
  ["sarif", "sarif", {}],
  ["sarif", "full.sarif", { settings: { profile: "full" } }],
  ["github", "github.txt", {}],
  ["markdown", "md", {}],
] as const;

it.each(cases)("%s renders %s as agreed", async (name, ending, options) => {
  const reporter = await reporterEntries.find((entry) => entry.name === name)!.load();
  for (const [run, title] of [
    [sampleRun, "sample"],
    [passedRun, "passed"],
    [emptyRun, "empty"],
  ] as const) {
    await expect(rendered(reporter, run, options)).toMatchFileSnapshot(
      join(import.meta.dirname, "golden", `${title}.${ending}`),
    );
  }
});
