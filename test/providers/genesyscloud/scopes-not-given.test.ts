import { expect, it } from "vitest";
import { scopesNotGiven } from "../../../src/providers/genesyscloud/scopes-not-given.ts";

it.each([
  [undefined, ["audits:readonly"], []],
  [["audits:readonly"], ["audits:readonly"], []],
  [["audits"], ["audits:readonly"], []],
  [["audits:readonly"], ["audits"], ["audits"]],
  [["audits:reads", "Audits"], ["audits:readonly"], ["audits:readonly"]],
  [[], ["ivrs:read", "audit:read"], ["ivrs:read", "audit:read"]],
  [["ivrs"], ["ivrs:read"], ["ivrs:read"]],
])("of %j given, %j needed, %j are missing", (given, needed, missing) => {
  expect(scopesNotGiven(given, needed)).toEqual(missing);
});
