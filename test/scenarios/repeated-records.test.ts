import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { bylaw, folderWith } from "./bylaw.ts";

const now = ["--now", "2026-11-01T09:00:00Z"];

describe("a list whose pages bring a record twice", () => {
  const folder = folderWith({
    "bylaw.yaml":
      "bylaw: 1\npolicies: [p.policy.yaml]\ntenants: { org: { provider: genesyscloud, simulated: { seed: 7, faults: faults.json } } }\n",
    "faults.json": JSON.stringify({
      faults: [
        { path: "^/api/v2/flows$", action: { kind: "copy-field", from: "/entities/0", to: "/entities/-" } },
      ],
    }),
    "p.policy.yaml":
      "bylaw: 1\npolicy: p\ndata: { all: { source: genesyscloud.flows } }\nrules: { named: { check: expression, on: all, assert: \"name != ''\" } }\n",
  });

  it("has it once, and says so, from a snapshot too", async () => {
    expect((await bylaw(["snapshot", "data", ...now], { cwd: folder })).status).toBe(0);
    for (const from of [[], ["--snapshot", "data"]]) {
      const { status, stdout } = await bylaw(["check", "-f", "json", ...from, ...now], { cwd: folder });
      expect(status).toBe(0);
      const { datasets, diagnostics }: Run = JSON.parse(stdout);
      expect(datasets).toMatchObject([{ complete: true }]);
      const summary = expect.stringMatching(
        /^\d+ records? of genesyscloud\.flows \(dataset 'all'\) had come before.* counted once\.$/,
      );
      expect(diagnostics).toEqual([
        expect.objectContaining({ code: "repeated-record", severity: "warning", tenant: "org", summary }),
      ]);
    }
  });
});
