import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { clean, file, oddities } from "./odd-lines.ts";
import {
  eachRecord,
  everyRule,
  isScanned,
  lookingBack,
  mostlyPassing,
  projectOf,
  runText,
} from "./ways-of-checking.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function project(lines: string | Uint8Array, rules: object = eachRecord, source: object = {}): string {
  const folder = projectOf(Buffer.from(lines), rules, source);
  folders.push(folder);
  return folder;
}

describe("a file of lines that is evaluated while it is read", () => {
  it("is read once when nothing is odd about it", async () => {
    expect(await isScanned(project(clean))).toBe(true);
    expect(await isScanned(project(`\ufeff${clean.trimEnd()}`))).toBe(true);
  });

  it.each([
    ...["a long integer", "a negative zero", "spaces and a carriage return", "blank lines"],
    ...["another script", "escaped characters", "a number for an id", "personal data"],
    ...["a key with a backslash"],
  ])("is read once with %s", async (name) => {
    const bytes = Buffer.concat([Buffer.from(clean), Buffer.from(oddities[name] ?? "")]);
    expect(await isScanned(project(bytes))).toBe(true);
  });

  it.each(Object.keys(oddities))("comes to the same with %s", async (name) => {
    const bytes = Buffer.concat([
      Buffer.from(clean),
      Buffer.from(oddities[name] ?? ""),
      Buffer.from(clean.replaceAll('"t', '"u')),
    ]);
    for (const rules of [everyRule, eachRecord, mostlyPassing]) {
      const folder = project(bytes, rules);
      expect(await runText(folder, {})).toBe(await runText(folder, { thorough: true }));
    }
  });

  it("comes to the same whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.constantFrom("", clean),
        fc.constantFrom<object>(eachRecord, everyRule, mostlyPassing, lookingBack),
        async (bytes, before, rules) => {
          const folder = project(Buffer.concat([Buffer.from(before), bytes]), rules);
          expect(await runText(folder, {})).toBe(await runText(folder, { thorough: true }));
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("warns of values that its schema does not list, too", async () => {
    const properties = { n: { type: "integer" }, ref: { type: "string", enum: ["o1"] } };
    const source = { schema: { type: "object", properties } };
    const rules = { small: eachRecord.small };
    expect(await isScanned(project(clean, rules, source))).toBe(true);
    const folder = project(`${clean}{"id":"x","n":1,"ref":"new"}\n`, rules, source);
    for (const workers of [1, 3]) {
      const text = await runText(folder, { workers });
      expect(text).toContain("unlisted-value");
      expect(text).toBe(await runText(folder, { thorough: true }));
    }
  });

  it("comes to the same when records are not as their schema promises, or their id is an expression", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
    for (const source of [
      { schema },
      { id: "$string(n)" },
      { id: "$error('no')" },
      { id: "parts[0].size" },
    ]) {
      const { small, filled } = eachRecord;
      const folder = project(
        `${clean}{"id":"x","n":"text"}\n`,
        "schema" in source ? { small } : { filled },
        source,
      );
      expect(await runText(folder, {})).toBe(await runText(folder, { thorough: true }));
    }
  });
});
