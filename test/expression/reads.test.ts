import { expect, test } from "vitest";
import { reads } from "../../src/expression/check.ts";

function fields(source: string): string[] | "all" {
  const found = reads(source);
  return found === "all" ? found : found.map((path) => path.join("."));
}

test.each([
  ["a.b = c", ["a.b", "c"]],
  ["$.a & $$.b.c", ["a", "b.c"]],
  ["items[status = 'x'].id", ["items.status", "items.id"]],
  ["items[$$.limit > size]", ["limit", "items.size", "items"]],
  ["$exists(a.b) and $not(c)", ["a.b", "c"]],
  ["$map(items, function($i) { $i.id })", ["items", "items.id"]],
  ["($x := a.b; $x.c)", ["a.b", "a.b.c"]],
  ["a@$x.b[c = $x.d].e", ["a", "b.c", "a.d", "b.e"]],
  ["a.*.c", ["a"]],
  ["a.$uppercase()", ["a"]],
  ["a.(b & c)", ["a.b", "a.c"]],
  ["items^(name).id", ["items.name", "items.id"]],
  ["a{b: c}", ["a", "a.b", "a.c"]],
  ["$data.flows.id", []],
  ["1 + 2", []],
  ["$now() & 'x'", []],
])("%s reads %j", (source, expected) => expect(fields(source)).toEqual(expected));

test.each([
  "$",
  "$$",
  "$string()",
  "**.a",
  "*",
  "a.%.b",
  "$keys($)",
  "$lookup($, 'a')",
  "$uppercase()",
  "$f($)",
  "$eval('a')",
])("%s may read anything", (source) => expect(fields(source)).toBe("all"));

test("syntax errors are thrown", () =>
  expect(() => reads("a =")).toThrow(expect.objectContaining({ code: "S0207" })));
