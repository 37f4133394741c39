import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unique } from "../../../src/checks/unique.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const people = [
  { id: "1", name: "Ann", team: "a" },
  { id: "2", name: "Bob", team: "a" },
  { id: "3", name: "Ann", team: "b" },
];

/** Resource id → status. */
function byResource(...args: Parameters<typeof outcomesOf>) {
  return Object.fromEntries(outcomesOf(...args).map(({ resource, status }) => [resource?.id, status]));
}

describe("unique", () => {
  it("fails every record of a group, not only the later ones, and gives the record to each", () => {
    const outcomes = outcomesOf(unique, { by: "name" }, people);
    expect(byResource(unique, { by: "name" }, people)).toEqual({ 1: "fail", 2: "pass", 3: "fail" });
    expect(outcomes.filter(({ status }) => status === "fail").map(({ record }) => record)).toEqual([
      people[0],
      people[2],
    ]);
    expect(outcomes.find(({ status }) => status === "pass")).toMatchObject({ assumesComplete: true });
    expect(JSON.stringify(outcomes.map(({ record: _, resource: __, ...said }) => said))).not.toContain("Ann");
  });

  it("takes several expressions together", () => {
    expect(byResource(unique, { by: ["name", "team"] }, people)).toEqual({ 1: "pass", 2: "pass", 3: "pass" });
  });

  it.each([
    [{}, "pass"],
    [{ ignoreCase: true }, "fail"],
  ])("%j: case", (flags, status) => {
    const records = [
      { id: "1", name: "Straße" },
      { id: "2", name: "STRASSE" },
    ];
    expect(byResource(unique, { by: "name", ...flags }, records)).toEqual({ 1: status, 2: status });
  });

  it("normalises white space and Unicode form when told to", () => {
    const records = [
      { id: "1", name: " café  one" },
      { id: "2", name: "cafe\u0301 one" },
    ];
    expect(byResource(unique, { by: "name" }, records)).toEqual({ 1: "pass", 2: "pass" });
    expect(byResource(unique, { by: "name", normalise: true }, records)).toEqual({ 1: "fail", 2: "fail" });
  });

  it("tells types apart, and reports absent and odd keys", () => {
    expect(
      statusesOf(unique, { by: "k" }, [
        { id: "1", k: 1 },
        { id: "2", k: "1" },
      ]),
    ).toEqual(["pass", "pass"]);
    expect(statusesOf(unique, { by: "k" }, [{ id: "1" }, { id: "2", k: null }, { id: "3", k: {} }])).toEqual([
      "missing",
      "missing",
      "error",
    ]);
  });

  it("reports one finding where the same resource occurs twice", () => {
    expect(outcomesOf(unique, { by: "id" }, [{ id: "1" }, { id: "1" }])).toMatchObject([
      { status: "fail", message: "2 records have the same 'id'." },
    ]);
  });

  it("agrees with counting, whatever the order", () => {
    const keys = fc.array(fc.constantFrom("a", "b", "c", "__proto__", "constructor"), { maxLength: 8 });
    fc.assert(
      fc.property(keys, (all) => {
        const records = all.map((k, index) => ({ id: String(index), k }));
        const expected = Object.fromEntries(
          records.map(({ id, k }) => [id, all.filter((other) => other === k).length > 1 ? "fail" : "pass"]),
        );
        expect(byResource(unique, { by: "k" }, records)).toEqual(expected);
        expect(byResource(unique, { by: "k" }, records.toReversed())).toEqual(expected);
      }),
    );
  });
});
