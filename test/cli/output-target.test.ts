import { describe, expect, it } from "vitest";
import { parseOutputTargets } from "../../src/cli/output-target.ts";
import { UsageError } from "../../src/model/usage-error.ts";
import { reporterEntries } from "../../src/reporters/index.ts";

const reporters = new Map(reporterEntries.map((entry) => [entry.name, entry]));
const parse = (...flags: string[]) =>
  parseOutputTargets(flags, reporters).map(({ reporter, settings, file }) => [reporter.name, settings, file]);

describe("-f", () => {
  it.each([
    ["table", ["table", {}, undefined]],
    ["json=run.json", ["json", {}, "run.json"]],
    ["json=-", ["json", {}, undefined]],
    ["sarif=C:/out/a=b.sarif", ["sarif", {}, "C:/out/a=b.sarif"]],
    ["sarif:profile=full", ["sarif", { profile: "full" }, undefined]],
    ["junit:profile=gitlab,prefix=a/b=out.xml", ["junit", { profile: "gitlab", prefix: "a/b" }, "out.xml"]],
  ])("%s", (flag, expected) => {
    expect(parse(flag)).toEqual([expected]);
  });

  it.each([
    [["sarf"], /Did you mean 'sarif'/],
    [["sarif:profil=full"], /no setting 'profil'/],
    [["sarif:profile=half"], /cannot be 'half'/],
    [["json", "sarif"], /stdout/],
    [["json=a", "sarif=a"], /a\./],
    [[""], /no format/],
  ])("%j is refused", (flags, message) => {
    const refuse = () => parse(...flags);
    expect(refuse).toThrow(UsageError);
    try {
      refuse();
    } catch (error) {
      expect(JSON.stringify((error as UsageError).diagnostics)).toMatch(message);
    }
  });
});
