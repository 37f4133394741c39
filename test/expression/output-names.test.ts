import { expect, it } from "vitest";
import { outputNames } from "../../src/expression/output-names.ts";

it.each([
  ["{ 'a': 1, 'b': x }", ["a", "b"]],
  ["( $e := { 'a': 1 }; $count(x) = 0 ? $e : x.$merge([$e, { 'b': y }]) )", ["a", "b"]],
  ["changes.{ 'a': property }", ["a"]],
  ["changes{ 'a': property }", ["a"]],
  ["[{ 'a': 1 }, { 'b': 1 }]", ["a", "b"]],
  ["kind = 'x' ? { 'a': 1 }", ["a"]],
  ["( $x := 1; $ )", ["id", "at"]],
  ["$merge([$, { 'a': 1 }])", ["id", "at", "a"]],
])("knows which names the objects of %s have", (source, names) => {
  expect([...(outputNames(source, ["id", "at"]) ?? [])].sort()).toEqual([...names].sort());
});

it.each([
  "{ name: 1 }",
  "$sift($, function($v) { true })",
  "changes",
  "$merge(changes)",
  "x ? { 'a': 1 } : y",
  "$unknown",
  "{",
])("does not guess at %s", (source) => {
  expect(outputNames(source, ["id"])).toBeUndefined();
});
