import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { RuleCounts, RunRule } from "../../src/model/run.ts";
import { countUnmapped } from "../../src/results/count-unmapped.ts";
import { rollUpControls } from "../../src/results/roll-up-controls.ts";
import { finding } from "../reporters/sample-run.ts";

function rule(id: string, controls: readonly string[], changes: Partial<RunRule> = {}): RunRule {
  const counts: RuleCounts = { pass: 1, fail: 0, error: 0, unknown: 0, notApplicable: 0, waived: 0 };
  return {
    id,
    policy: "p",
    check: "expression",
    status: "pass",
    severity: "high",
    controls,
    tags: [],
    location: { file: "p.yaml", line: 1, column: 1 },
    counts,
    reads: [],
    reasons: [],
    ...changes,
  };
}

/** `framework:id` → status. */
function statuses(rules: readonly RunRule[], findings: readonly Finding[] = []) {
  return Object.fromEntries(
    rollUpControls(rules, findings).flatMap(({ framework, controls }) =>
      controls.map(({ id, status }) => [`${framework}:${id}`, status]),
    ),
  );
}

const failing: Partial<RunRule> = { status: "fail" };
const undecided = { pass: 1, fail: 0, error: 1, unknown: 0, notApplicable: 0, waived: 0 };

describe("controls", () => {
  it("pass, fail, are unknown or do not apply as their rules do", () => {
    const rules = [
      rule("p/a", ["f:1"]),
      rule("p/b", ["f:2"], failing),
      rule("p/c", ["f:3"], { status: "error", counts: undecided }),
      rule("p/d", ["f:4"], { status: "unknown" }),
      rule("p/e", ["f:5"], { status: "not-applicable" }),
    ];
    expect(rollUpControls(rules, [finding({ rule: "p/b" })])).toEqual([
      {
        framework: "f",
        passed: 1,
        failed: 1,
        unknown: 2,
        notApplicable: 1,
        controls: [
          { id: "1", status: "pass", rules: ["p/a"] },
          { id: "2", status: "fail", rules: ["p/b"] },
          { id: "3", status: "unknown", rules: ["p/c"] },
          { id: "4", status: "unknown", rules: ["p/d"] },
          { id: "5", status: "not-applicable", rules: ["p/e"] },
        ],
      },
    ]);
  });

  it("take the worst of their rules: a failure, then what is not known", () => {
    const not = rule("p/n", ["f:1"], { status: "not-applicable" });
    const open = rule("p/o", ["f:1"], { status: "unknown" });
    const bad = rule("p/b", ["f:1"], failing);
    expect(statuses([not, rule("p/a", ["f:1"])])).toEqual({ "f:1": "pass" });
    expect(statuses([not, rule("p/a", ["f:1"]), open])).toEqual({ "f:1": "unknown" });
    expect(statuses([open, bad], [finding({ rule: "p/b" })])).toEqual({ "f:1": "fail" });
  });

  it("that a failure does not name do not fail with it, but are unknown with an error", () => {
    const mapped = rule("p/m", ["f:1", "g:2"], failing);
    const failure = finding({ rule: "p/m", controls: ["f:1"] });
    expect(statuses([mapped], [failure])).toEqual({ "f:1": "fail", "g:2": "pass" });
    const counts = { ...mapped.counts, error: 1 };
    expect(statuses([{ ...mapped, counts }], [failure])).toEqual({ "f:1": "fail", "g:2": "unknown" });
    expect(statuses([mapped], [finding({ rule: "p/m", controls: [] })])).toEqual({
      "f:1": "pass",
      "g:2": "pass",
    });
  });

  it("do not fail with what is waived", () => {
    const waived = { owner: "cx", reason: "r", expires: "2027-01-01T00:00:00.000Z" };
    expect(statuses([rule("p/a", ["f:1"])], [finding({ rule: "p/a", waived })])).toEqual({ "f:1": "pass" });
  });

  it("keep names that objects have, and ids with colons", () => {
    expect(statuses([rule("p/a", ["__proto__:constructor", "f:1:2"])])).toEqual(
      Object.fromEntries([
        ["__proto__:constructor", "pass"],
        ["f:1:2", "pass"],
      ]),
    );
  });

  it("records without any are counted", () => {
    const stray = finding({ rule: "p/a", status: "error", evidence: [{ name: "unmapped", found: "r" }] });
    expect(countUnmapped([stray, finding({ rule: "p/a" }), stray])).toBe(2);
  });
});
