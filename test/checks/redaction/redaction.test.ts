import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultMarkers, markerTest } from "../../../src/checks/redaction/markers.ts";
import { redaction } from "../../../src/checks/redaction.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { outcomesOf, statusesOf } from "../context.ts";

const options = { fields: ["ssn"], markers: ["[REDACTED]", "***"] };

function statusOf(value: Json, more: JsonObject = {}): string | undefined {
  return statusesOf(redaction, { ...options, ...more }, [{ ssn: value }])[0];
}

describe("redaction: values", () => {
  it.each<[Json, string]>([
    ["[REDACTED]", "pass"],
    ["[redacted] ", "pass"],
    ["***", "pass"],
    ["***********", "pass"],
    ["**", "fail"],
    ["4111***1111", "fail"],
    ["***1111", "fail"],
    ["x [REDACTED]", "fail"],
    ["[REDACTED][REDACTED]", "fail"],
    ["* * *", "fail"],
    ["123-45-6789", "fail"],
    [123456789, "fail"],
    [0, "fail"],
    [true, "fail"],
    [["***", "***"], "pass"],
    [["***", "123-45-6789"], "fail"],
    [{ first: "***", more: { last: "[REDACTED]" } }, "pass"],
    [{ first: "***", more: { last: 6789 } }, "fail"],
    ["", "missing"],
    [" \u200b", "missing"],
    [null, "missing"],
    [[], "missing"],
    [{ first: "***", last: "" }, "missing"],
  ])("%j is %s", (value, status) => {
    expect(statusOf(value)).toBe(status);
  });

  it.each<Json>(["", null, [], {}, { a: "***", b: null }])(
    "accepts %j when empty values are allowed",
    (value) => {
      expect(statusOf(value, { allowEmpty: true })).toBe("pass");
    },
  );

  it("never takes an absent field for a redacted one, even when empty values are allowed", () => {
    for (const allowEmpty of [false, true]) {
      expect(outcomesOf(redaction, { ...options, allowEmpty }, [{ name: "x" }])).toMatchObject([
        { status: "missing", field: "ssn" },
      ]);
    }
  });

  it("knows the markers of Genesys Cloud by default, and only the given ones otherwise", () => {
    const fields = ["ssn"];
    for (const marker of defaultMarkers)
      expect(statusesOf(redaction, { fields }, [{ ssn: marker }])).toEqual(["pass"]);
    expect(statusOf("[card number]")).toBe("fail");
  });
});

describe("redaction: names", () => {
  it.each<[string, JsonObject]>([
    ["at depth", { a: [{ b: { ssn: "1" } }] }],
    ["in another case", { SSN: "1" }],
    ["with a long s", { ſsn: "1" }],
    ["with a Cyrillic letter", { ѕsn: "1" }],
    ["full-width", { ｓｓｎ: "1" }],
    ["with a zero-width character", { "s\u200bsn": "1" }],
    ["as a named entry", { variables: [{ name: "ssn", value: "1" }] }],
    ["as a keyed entry", { attributes: [{ key: "SSN", value: { raw: "1" } }] }],
    ["beside a redacted one", { ssn: "***", old: { ssn: "1" } }],
  ])("are found %s", (_, record) => {
    expect(statusesOf(redaction, options, [record])).toEqual(["fail"]);
  });

  it("compares composed and decomposed forms", () => {
    const record = { "carte\u0301": "x" };
    expect(statusesOf(redaction, { fields: ["carté"] }, [record])).toEqual(["fail"]);
  });

  it.each(["lesson", "ssn2", "ssns"])("does not mistake %s for the field", (name) => {
    expect(statusesOf(redaction, options, [{ [name]: "x" }])).toEqual(["missing"]);
  });

  it("says when a name only looks like the field", () => {
    expect(outcomesOf(redaction, options, [{ ѕsn: "1234" }])).toMatchObject([
      { status: "fail", message: "A field whose name only looks like 'ssn' is not redacted." },
    ]);
  });

  it("reports each field by itself with places, and hands over the values only to be masked", () => {
    const record = { ssn: "***", card: { number: "4111***1111" }, list: [{ card: 4111111111111111 }] };
    const [first, second] = outcomesOf(redaction, { ...options, fields: ["ssn", "card"] }, [record]);
    expect(first).toMatchObject({ status: "pass", key: "ssn" });
    expect(second).toMatchObject({
      status: "fail",
      key: "card",
      sensitive: ["4111***1111", "4111111111111111"],
    });
    expect(second?.evidence?.map(({ pointer }) => pointer).sort()).toEqual(["/card", "/list/0/card"]);
    expect(JSON.stringify({ ...second, sensitive: [] })).not.toContain("1111");
  });

  it("does not show a property name that may be personal data itself", () => {
    const outcome = outcomesOf(redaction, options, [{ "ann@example.com": { ssn: "1" } }])[0];
    expect(outcome).toMatchObject({ status: "fail", evidence: [{ pointer: "/*/ssn" }] });
  });
});

describe("markerTest", () => {
  const isMarker = markerTest(["[REDACTED]", "***"]);

  it("accepts nothing that holds a digit", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom("***", "[REDACTED]"),
        (text, digit, marker) => {
          expect(isMarker(`${marker}${text}${digit}`)).toBe(false);
          expect(isMarker(`${digit}${text}${marker}`)).toBe(false);
        },
      ),
    );
  });

  it("accepts exactly the markers and longer masks", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("*", "[", "]", "R", "x", " ") }), (text) => {
        expect(isMarker(text)).toBe(/^\*{3,}$/.test(text.trim()));
      }),
    );
  });

  it("takes a run of digits for no mask even when it is named as one", () => {
    expect(markerTest(["000"])("0000")).toBe(false);
  });
});
