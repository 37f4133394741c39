import type { Reporter } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { batched } from "./batched.ts";
import { attributeText } from "./junit/case-text.ts";
import { casesOf } from "./junit/cases-of.ts";
import { countResults } from "./junit/count-results.ts";
import { suites } from "./junit/suites.ts";
import type { TestSuite } from "./junit/test-suite.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";

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
      for (const text of casesOf(group, { prefix, withFile })) yield head + text;
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

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${attributeText(value)}"`)
    .join("");
}
