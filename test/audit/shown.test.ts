import { describe, expect, it } from "vitest";
import { shownEndpoint, shownParameters } from "../../src/audit/shown.ts";
import { persons } from "../privacy/planted.ts";

const hashed = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);

describe("what an audit log shows of a request", () => {
  it.each([
    ["an instant", "2026-11-01T09:00:00Z"],
    ["a duration", "PT2H"],
    ["an id", "8b77b1eb-535c-4816-be6f-1d84dfc05286"],
    ["a word", "Queue"],
    ["a list of words", ["ERROR", "WARN"]],
    ["a number", 200],
    ["a truth", true],
  ])("is %s", (_, value) => {
    expect(shownParameters({ value })).toEqual({ value });
  });

  it.each([
    ...Object.entries(persons[0] ?? {}),
    ["a long number", 4111111111111111],
    ["an object", { of: "anything" }],
    ["a long list", Array.from({ length: 50 }, () => "a")],
    ["a name", "Jane Doe"],
  ])("is not %s", (_, value) => {
    expect(shownParameters({ value })).toEqual({ value: hashed });
    expect(shownParameters({ value })).not.toEqual(shownParameters({ value: `${String(value)}.` }));
  });

  it.each([
    ["/api/v2/flows", "/api/v2/flows"],
    [
      "/api/v2/flows/8b77b1eb-535c-4816-be6f-1d84dfc05286/x?secret=1",
      "/api/v2/flows/8b77b1eb-535c-4816-be6f-1d84dfc05286/x",
    ],
    ["/users/jane@example.com/roles", "/users/*/roles"],
    ["/cards/4111111111111111", "/cards/*"],
    ["https://files.example/bucket/secret?signature=x", "https://files.example/*"],
  ])("of %s is %s", (url, shown) => {
    expect(shownEndpoint(url)).toBe(shown);
  });
});
