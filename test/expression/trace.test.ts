import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, ExpressionError, traceExpression } from "../../src/expression/index.ts";
import { arbitraryExpression } from "./engine/arbitrary-expression.ts";
import { arbitraryRecord } from "./engine/arbitrary-record.ts";

const record = {
  name: "main",
  "a/b": { "c~d": 1 },
  user: { id: 7, roles: [{ id: "admin", since: 2020 }, { id: "guest" }] },
  tags: ["x", "y"],
};

const reads = (source: string, input: unknown = record) =>
  traceExpression(source, input).trace.reads.map(({ pointer, found }) =>
    found ? pointer : `${pointer} missing`,
  );

describe("fields that an expression read", () => {
  it.each([
    ['name = "main"', ["/name"]],
    ["user.id > 5", ["/user", "/user/id"]],
    ["user.nope", ["/user", "/user/nope missing"]],
    [
      'user.roles[id = "admin"].since',
      ["/user", "/user/roles", "/user/roles/0/id", "/user/roles/1/id", "/user/roles/0/since"],
    ],
    ["user.roles.since", ["/user", "/user/roles", "/user/roles/0/since", "/user/roles/1/since missing"]],
    ["`a/b`.`c~d`", ["/a~1b", "/a~1b/c~0d"]],
    ["$$.name & $.name", ["/name"]],
    ["name = 'other' and user.id = 7", ["/name"]],
    ["name = 'main' ? tags : user", ["/name", "/tags"]],
    [
      "$map(user.roles, function($r){ $r.id })",
      ["/user", "/user/roles", "/user/roles/0/id", "/user/roles/1/id"],
    ],
    ["$lookup(user, 'id')", ["/user", "/user/id"]],
    ["$lookup(user, 'gone')", ["/user", "/user/gone missing"]],
    ["user.roles[0].*", ["/user", "/user/roles", "/user/roles/0/id", "/user/roles/0/since"]],
    ["{'name': 1}.name", []],
    ["constructor", ["/constructor missing"]],
    ["1 + 1", []],
  ])("%s", (source, expected) => expect(reads(source)).toEqual(expected));

  it("of a record that is a list", () =>
    expect(reads("$$.id", [{ id: 1 }, { no: 2 }])).toEqual(["/0/id", "/1/id missing"]));

  it("not those of other data", () => {
    const { trace } = traceExpression("name in $data.names.name", record, {
      data: { names: [{ name: "main" }] },
    });
    expect(trace.reads).toEqual([{ pointer: "/name", found: true }]);
  });
});

describe("what the parts of an expression came to", () => {
  it("values, positions, depths and places", () => {
    const source = 'user.id > 5 and name = "x"';
    const { value, trace } = traceExpression(source, record);
    expect(value).toBe(false);
    const whole = trace.steps.at(-1);
    expect(whole).toEqual({ kind: "binary", position: source.indexOf("and") + 3, depth: 0, value: false });
    expect(trace.steps).toContainEqual({
      ...{ kind: "binary", position: source.indexOf(">") + 1, depth: 1, value: true },
    });
    expect(trace.steps).toContainEqual(
      expect.objectContaining({ kind: "name", position: 4, value: record.user, pointer: "/user" }),
    );
    expect(trace.steps).toContainEqual(expect.objectContaining({ kind: "literal", value: "x" }));
    expect(trace.truncated).toBe(false);
  });

  it("nothing has no value, and a function neither", () => {
    const { trace } = traceExpression("$exists(nope)", record);
    const kinds = trace.steps.filter((step) => !("value" in step)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["name", "variable"]));
  });

  it("an error is there where it came from, and around", () => {
    const { error, value, trace } = traceExpression('[1 + "a"]', record);
    expect(error).toMatchObject({ code: "T2002" });
    expect(value).toBeUndefined();
    expect(trace.steps.flatMap(({ kind, error: code }) => (code === undefined ? [] : [kind]))).toEqual([
      "binary",
      "array",
    ]);
  });

  it("is bounded", () => {
    const { value, trace } = traceExpression("$sum([1..20000].($ + 1))", {});
    expect(value).toBe(200_030_000);
    expect(trace.truncated).toBe(true);
    expect(trace.steps.length).toBe(10_000);
  });

  it("what is no expression is refused", () => {
    expect(() => traceExpression("1 +", {})).toThrow(ExpressionError);
  });
});

it("comes to what the expression comes to", () => {
  const options = { now: 0, limits: { timeout: 2_000, stack: 150, sequence: 2_000 }, allowRandom: false };
  fc.assert(
    fc.property(arbitraryExpression, arbitraryRecord, (source, made) => {
      const input: unknown = structuredClone(made);
      const outcomeOf = (evaluate: () => unknown) => {
        try {
          return evaluate();
        } catch (error) {
          return (error as ExpressionError).code;
        }
      };
      const traced = outcomeOf(() => {
        const { error, value } = traceExpression(source, input, {}, options);
        return error?.code ?? value;
      });
      const evaluated = outcomeOf(() => compile(source, options).evaluate(input));
      expect(isDeepStrictEqual(traced, evaluated)).toBe(true);
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
});
