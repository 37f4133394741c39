import { describe, expect, it } from "vitest";
import { bylaw, folderWith, type HowToRun } from "../bylaw.ts";

export const things = '{"id":"1","name":"one","size":3}\n{"id":"2","name":"two","size":4}\n';
const schema =
  "schema: { type: object, properties: { id: { type: string }, name: { type: string }, size: { type: number } } }";

/** A project over a file of records, with one rule. */
export function project(
  rule: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    "bylaw.yaml": "bylaw: 1\npolicies: [policies/*.policy.yaml]\n",
    "things.ndjson": things,
    "policies/sample.policy.yaml": [
      "bylaw: 1",
      "policy: sample",
      "data:",
      `  things: { source: files.ndjson, with: { path: things.ndjson, ${schema} } }`,
      "rules:",
      `  rule: ${rule}`,
      "",
    ].join("\n"),
    ...changes,
  };
}

export const good = '{ check: expression, on: things, with: { assert: "size < 10" } }';
export const bad = '{ check: expression, on: things, severity: high, with: { assert: "size < 4" } }';
export const check = ["check"];

export interface Situation {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly code: number;
  /** What stderr and stdout together must say. */
  readonly says?: RegExp;
  readonly how?: HowToRun;
  /** What files alone cannot say. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** Runs each situation with the built command line and compares how it ends. */
export function tryAll(name: string, situations: readonly Situation[], common: HowToRun = {}): void {
  describe(`exit codes: ${name}`, () => {
    it("names each situation once", () => {
      expect(new Set(situations.map(({ what }) => what)).size).toBe(situations.length);
    });

    it.concurrent.each(situations)(
      "$code: $what",
      async ({ files, args = check, code, says, how, prepare }) => {
        const folder = folderWith(files);
        await prepare?.(folder);
        const { status, stdout, stderr } = await bylaw(args, { cwd: folder, ...common, ...how });
        expect({ status, output: stdout + stderr }).toMatchObject({ status: code });
        if (says !== undefined) expect(stdout + stderr).toMatch(says);
        expect(stdout + stderr).not.toContain("secret-canary");
      },
    );
  });
}
