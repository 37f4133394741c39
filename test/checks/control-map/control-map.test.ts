import { describe, expect, it } from "vitest";
import { controlMap } from "../../../src/checks/control-map.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const map = {
  r1: { controls: ["gdpr:art-5", "hipaa:164.312"] },
  r2: { controls: ["pci-dss:6"], tolerance: { LOW: "all", MEDIUM: 1 } },
};
const options = { by: "ruleId", map };
const broken = (ruleId: unknown, severity?: string): JsonObject =>
  ({ id: `${ruleId}`, ruleId, ...(severity === undefined ? {} : { severity }) }) as JsonObject;

describe("control-map", () => {
  it.each<[string, readonly JsonObject[], readonly string[]]>([
    ["a mapped rule fails", [broken("r1")], ["fail"]],
    ["a tolerated severity passes", [broken("r2", "LOW"), broken("r2", "LOW")], ["pass", "pass"]],
    ["a number is tolerated", [broken("r2", "MEDIUM")], ["pass"]],
    ["one more, and all fail", [broken("r2", "MEDIUM"), broken("r2", "MEDIUM")], ["fail", "fail"]],
    ["no tolerance for a severity is none", [broken("r2", "HIGH")], ["fail"]],
    ["a severity written otherwise is not tolerated", [broken("r2", "low")], ["fail"]],
    ["severity is not asked for without tolerance", [broken("r1")], ["fail"]],
    ["severity is missing where it matters", [broken("r2")], ["missing"]],
    ["no rule id", [{ id: "1" }], ["missing"]],
    ["an empty rule id", [broken("")], ["missing"]],
    ["a rule id that is a list", [broken(["r1"])], ["error"]],
    ["a name that every object has", [broken("constructor"), broken("__proto__")], ["error", "error"]],
  ])("%s", (_, records, statuses) => {
    expect(statusesOf(controlMap, options, records)).toEqual(statuses);
  });

  it("names the controls of the broken rule only, and those of all rules as its own", () => {
    expect(outcomesOf(controlMap, options, [broken("r1")])).toEqual([
      {
        status: "fail",
        message: "The record reports a violation of rule 'r1', which stands for gdpr:art-5, hipaa:164.312.",
        controls: ["gdpr:art-5", "hipaa:164.312"],
      },
    ]);
    expect(controlMap.controls?.(options)).toEqual(["gdpr:art-5", "hipaa:164.312", "pci-dss:6"]);
  });

  it.each(["error", "fail", "not-applicable"])("lists what is not mapped as %s", (unmapped) => {
    expect(outcomesOf(controlMap, { ...options, unmapped }, [broken("r9")])).toEqual([
      {
        status: unmapped,
        message: "Rule 'r9' is mapped to no control.",
        evidence: [{ name: "unmapped", found: "r9" }],
        ...(unmapped === "fail" ? { controls: [] } : {}),
      },
    ]);
  });

  it("lists the tolerated; that a number is not exceeded is concluded from complete data only", () => {
    const [all, numbered] = outcomesOf(controlMap, options, [broken("r2", "LOW"), broken("r2", "MEDIUM")]);
    expect(all).toMatchObject({ status: "pass", listed: true });
    expect(numbered).toMatchObject({ status: "pass", listed: true, assumesComplete: true });
  });

  it("an empty map leaves everything unmapped", () => {
    expect(statusesOf(controlMap, { by: "ruleId", map: {} }, [broken("r1")])).toEqual(["error"]);
  });
});
