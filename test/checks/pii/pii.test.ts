import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pii } from "../../../src/checks/pii.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

describe("pii", () => {
  it("names place, kind and length, never the value", () => {
    const record = { evidence: [{ text: "hello" }, { text: "mail ann.smith@example.com!" }] };
    const outcomes = outcomesOf(pii, {}, [record]);
    expect(outcomes).toEqual([
      {
        status: "fail",
        key: "email /evidence/*/text",
        message: "What looks like an e-mail address is at '/evidence/*/text'.",
        evidence: [
          { pointer: "/evidence/1/text", expected: "no personal data", found: "email, 21 characters" },
        ],
        sensitive: ["ann.smith@example.com"],
      },
    ]);
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ["nothing", { a: "hello", b: 17 }, {}, "pass"],
    ["a number", { a: 4111111111111111 }, {}, "fail"],
    ["a fraction", { a: 4111.1111111111 }, {}, "pass"],
    ["a property name", { "ann@example.com": 1 }, {}, "fail"],
    ["a property name that is not looked at", { "ann@example.com": 1 }, { keys: false }, "pass"],
    ["a detector that is off", { a: "ann@example.com" }, { detectors: ["ssn"] }, "pass"],
    ["an ignored field", { user: { mail: "ann@example.com" } }, { ignoreFields: ["USER"] }, "pass"],
    ["an allowed value", { a: "Support@Example.com" }, { allow: ["support@example.com"] }, "pass"],
    [
      "an allowed value beside another",
      { a: "support@example.com ann@example.com" },
      { allow: ["support@example.com"] },
      "fail",
    ],
    ["an allowed pattern", { a: "x@corp.example" }, { allowPatterns: ["@corp\\.example$"] }, "pass"],
    ["an own pattern", { a: "MBR-12345678" }, { patterns: { member: "MBR-[0-9]{8}" } }, "fail"],
    [
      "an own pattern alone",
      { a: "ann@example.com" },
      { detectors: [], patterns: { member: "MBR" } },
      "pass",
    ],
    ["a named entry", { vars: [{ name: "customerPhone", value: "3175550142" }] }, {}, "fail"],
  ])("%s", (_, record, options, status) => {
    expect(statusesOf(pii, options, [record])).toEqual([status]);
  });

  it("looks only into the named fields, and does not pass where they are absent", () => {
    const options = { fields: ["message", "note"] };
    const outcomes = outcomesOf(pii, options, [{ user: "ann@example.com", message: "hello" }]);
    expect(outcomes).toMatchObject([{ status: "missing", field: "note" }, { status: "pass" }]);
    expect(statusesOf(pii, options, [{}])).toEqual(["missing", "missing"]);
    expect(statusesOf(pii, options, [{ note: [{ deep: "ann@example.com" }], message: "x" }])).toEqual([
      "fail",
    ]);
  });

  it("finds own patterns behind invisible characters too", () => {
    const options = { patterns: { member: "MBR-[0-9]{8}" } };
    expect(statusesOf(pii, options, [{ a: "MBR-1234\u200b5678" }, { a: "MBR‑１２３４５６７８" }])).toEqual([
      "fail",
      "fail",
    ]);
  });

  it("limits the evidence and says how much more there is", () => {
    const list = Array.from({ length: 30 }, (_, index) => `a${index}@example.com`);
    const [outcome] = outcomesOf(pii, {}, [{ list }]);
    expect(outcome?.evidence).toHaveLength(21);
    expect(outcome?.evidence?.at(-1)).toEqual({ note: "and 10 more" });
    expect(outcome?.sensitive).toHaveLength(30);
  });

  it("never lets a value out, wherever in the record it stands", () => {
    const secrets = [
      "ann.smith@example.com",
      "4111 1111 1111 1111",
      "123-45-6789",
      "+49 30 1234567",
      "GB82WEST12345698765432",
    ];
    const { record } = fc.letrec<{ value: Json; record: JsonObject }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(...secrets),
        fc.constantFrom("x", 1, null),
        fc.array(tie("value"), { maxLength: 3 }),
        tie("record"),
      ),
      record: fc.dictionary(fc.constantFrom("a", "note", "value", ...secrets), tie("value"), { maxKeys: 3 }),
    }));
    fc.assert(
      fc.property(record, (input) => {
        const outcomes = outcomesOf(pii, {}, [input]);
        const said = JSON.stringify(outcomes.map(({ sensitive: _, ...rest }) => rest));
        const held = secrets.filter((secret) => JSON.stringify(input).includes(secret));
        expect(outcomes.some(({ status }) => status === "fail")).toBe(held.length > 0);
        for (const secret of secrets) expect(said).not.toContain(secret.slice(-4));
        expect(new Set(outcomes.flatMap(({ sensitive = [] }) => sensitive))).toEqual(new Set(held));
      }),
    );
  });
});
