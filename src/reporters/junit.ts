import type { Reporter } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { batched } from "./batched.ts";
import { clippedText } from "./clipped-text.ts";
import { casesOf } from "./junit/cases-of.ts";
import { countResults } from "./junit/count-results.ts";
import { suites } from "./junit/suites.ts";
import type { TestCase } from "./junit/test-case.ts";
import type { TestSuite } from "./junit/test-suite.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { xmlText } from "./xml-text.ts";

const longestName = 1_000;
const longestText = 10_000;

/**
 * JUnit XML in the subset that the Jenkins schema allows. The profile `gitlab` adds `file` to each test
 * case, which that schema refuses.
 */
export const junitReporter: Reporter = {
  ...reporterDescriptions.junit,
  render: (run, options) => {
    const withFile = options.settings["profile"] === "gitlab";
    return batched(pieces(run, options.settings["prefix"], withFile));
  },
};

function* pieces(run: Run, prefix: string | undefined, withFile: boolean): Generator<string> {
  const all = suites(run, prefix);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name: "bylaw", time: "0", ...totals(all) })}>\n`;
  for (const [index, suite] of all.entries()) {
    yield `  <testsuite${attributes(suiteAttributes(suite, index, run.now))}>\n`;
    for (const group of suite.groups) {
      const head = `    <testcase classname="${attributeText(group.className)}" name="`;
      for (const each of casesOf(group, prefix)) yield head + caseText(each, withFile);
    }
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
}

function suiteAttributes(suite: TestSuite, index: number, now: string): Record<string, string> {
  const { name, hostname } = suite;
  return {
    name,
    ...totals([suite]),
    skipped: String(countResults([suite]).skipped),
    time: "0",
    timestamp: now.slice(0, "0000-00-00T00:00:00".length),
    hostname,
    id: String(index),
    package: suite.package,
  };
}

function totals(all: readonly TestSuite[]): Record<string, string> {
  const { passed, failure, error, skipped } = countResults(all);
  return {
    tests: String(passed + failure + error + skipped),
    failures: String(failure),
    errors: String(error),
  };
}

/** A test case from its name on. */
function caseText(each: TestCase, withFile: boolean): string {
  const place = withFile ? ` file="${attributeText(each.file)}"` : "";
  return `${attributeText(each.name)}" time="0"${place}>\n      ${resultText(each)}\n    </testcase>\n`;
}

function resultText({ result, type, message, details }: TestCase): string {
  const first = lineText(message);
  let body = first;
  for (const line of details) body += `\n${lineText(line)}`;
  if (result === "passed") return `<system-out>${body}</system-out>`;
  // The schema allows `skipped` no attributes; readers fall back to its text.
  if (result === "skipped") return `<skipped>${body}</skipped>`;
  const short = message.length > longestName ? attributeText(message) : first;
  return `<${result} type="${attributeText(type)}" message="${short}">${body}</${result}>`;
}

function lineText(text: string): string {
  return xmlText(clippedText(text, longestText));
}

function attributeText(text: string): string {
  return xmlText(clippedText(text, longestName));
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${attributeText(value)}"`)
    .join("");
}
