import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Run } from "../../src/model/run.ts";
import { reporters } from "../../src/reporters/all-reporters.ts";
import { githubReporter } from "../../src/reporters/github.ts";
import { jsonReporter } from "../../src/reporters/json.ts";
import { junitReporter } from "../../src/reporters/junit.ts";
import { markdownReporter } from "../../src/reporters/markdown.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { tableReporter } from "../../src/reporters/table.ts";
import { decodeCommand, decodeEntities, decodeVisible } from "./decoded.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { rendered } from "./rendered.ts";
import { finding, runOf, sampleRun } from "./sample-run.ts";

const findings = hostileStrings.map((text, index) =>
  finding({
    rule: "flow-hygiene/no-orphans",
    message: text,
    resource: { type: "flow", id: `f-${index}`, name: text },
    evidence: [{ pointer: `/${text}`, expected: text, found: text, note: text }],
  }),
);
const run = runOf(findings);

/** Longer texts are cut; what is left must be the text's own beginning. */
const limit = 900;
const start = (text: string) => text.slice(0, limit);
const dense = (text: string) => text.replace(/\s+/g, "");
const rawControls =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Noncharacter_Code_Point}]/u;
const command = /^\s*::|##[a-z]*\[/imu;

describe("hostile names", () => {
  it("are more than 300", () => expect(new Set(hostileStrings).size).toBeGreaterThan(300));

  it.each(reporters)("put no control character into $name", (reporter) => {
    for (const width of [120, 60]) {
      const text = rendered(reporter, everywhere(hostileStrings), { width });
      expect(firstMatch(text.replaceAll("\n", ""), rawControls)).toBe("");
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it.each(reporters.filter(({ name }) => name !== "github"))(
    "give no command to a log in $name",
    (reporter) => {
      const text = rendered(reporter, everywhere(hostileStrings), { width: 60 });
      expect(firstMatch(text, command)).toBe("");
    },
  );

  it("come back from json as they were", () => {
    expect(JSON.parse(rendered(jsonReporter, run))).toEqual(run);
  });

  it.each(["github", "full"])("come back from sarif, profile %s", (profile) => {
    const log = JSON.parse(rendered(sarifReporter, run, { settings: { profile } }));
    const results: readonly SarifResult[] = log.runs[0].results;
    expect(results.length).toBe(findings.length);
    for (const [index, result] of results.entries()) {
      const text = hostileStrings[index] ?? "";
      expect(start(result.properties.resourceName)).toBe(start(text));
      expect(result.message.text).not.toContain("](");
      const shown = decodeVisible(result.message.text);
      expect(shown.startsWith(start(text).trimEnd().replaceAll("](", "] ("))).toBe(true);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(
        "policies/flow-hygiene.policy.yaml",
      );
    }
  });

  it("come back from junit, except what XML cannot hold", () => {
    const xml = rendered(junitReporter, run);
    expect(XMLValidator.validate(xml)).toBe(true);
    const cases = parsedCases(xml).filter((each) => each.failure !== undefined);
    expect(cases.length).toBe(findings.length);
    for (const [index, each] of cases.entries()) {
      const text = (hostileStrings[index] ?? "").toWellFormed();
      const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
      expect(start(decodeEntities(each["@name"]))).toBe(start(`${legal} (f-${index})`));
      expect(start(decodeEntities(each.failure?.["@message"] ?? ""))).toBe(start(legal));
    }
  });

  it("come back from github, one command each", () => {
    for (const each of findings) {
      const lines = rendered(githubReporter, runOf([each])).split("\n");
      expect(lines.length).toBe(2);
      const message = /^::error [^:]*::(.*)$/.exec(lines[0] ?? "")?.[1] ?? "";
      expect(decodeCommand(message).startsWith(start(each.message).trimEnd())).toBe(true);
    }
  });

  it("come back from markdown, one row each", () => {
    const rows = rendered(markdownReporter, run)
      .split("\n")
      .filter((line) => line.startsWith("| high | <code>"));
    expect(rows.length).toBe(findings.length);
    for (const [index, row] of rows.entries()) {
      const cells = row.split(" | ");
      expect(cells.length).toBe(5);
      expect(row.replace(/<\/?code>|<br>|<!-- -->/g, "")).not.toMatch(/[<>`@*[\]~]|#(?!\d+;)|www\.|:\/\//);
      const message = (cells[4] ?? "").replace(/ \|$/, "").split("<br>")[0]?.replaceAll("<!-- -->", "") ?? "";
      const shown = decodeVisible(decodeEntities(message));
      expect(start(shown)).toBe(start(hostileStrings[index] ?? ""));
    }
  });

  it.each([120, 60])("come back from a table %i wide", (width) => {
    const size = 100;
    for (let from = 0; from < findings.length; from += size) {
      const chunk = findings.slice(from, from + size);
      const text = rendered(tableReporter, runOf(chunk), { width });
      const shown = width < 80 ? stackedMessages(text) : griddedMessages(text);
      expect(shown.length).toBe(chunk.length);
      for (const [index, each] of chunk.entries()) {
        const decoded = dense(decodeVisible(dense(shown[index] ?? "")));
        // Cells are cut earlier than other places: nobody reads a page of text in a column.
        const begin = dense(each.message.slice(0, 240));
        expect(decoded.slice(0, begin.length)).toBe(begin);
      }
    }
  });
});

interface SarifResult {
  readonly message: { readonly text: string };
  readonly properties: { readonly resourceName: string };
  readonly locations: readonly [{ physicalLocation: { artifactLocation: { uri: string } } }];
}

interface ParsedCase {
  readonly "@name": string;
  readonly failure?: { readonly "@message": string };
}

function parsedCases(xml: string): readonly ParsedCase[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    processEntities: false,
    trimValues: false,
    parseAttributeValue: false,
    isArray: (name) => name === "testsuite" || name === "testcase",
  });
  const suites: readonly { testcase: ParsedCase[] }[] = parser.parse(xml).testsuites.testsuite;
  return suites.flatMap((suite) => suite.testcase);
}

/** Texts of the message column, evidence included, one for each row. */
function griddedMessages(text: string): string[] {
  const rows: string[] = [];
  let fresh = true;
  for (const line of text.split("\n")) {
    if (/^[├┌└]/.test(line)) fresh = true;
    if (!line.startsWith("│ ")) continue;
    const cell = line.slice(2, -2).split(" │ ")[1] ?? "";
    if (fresh) rows.push(cell);
    else rows[rows.length - 1] += ` ${cell}`;
    fresh = false;
  }
  return rows.filter((row) => row.trim() !== "message");
}

function stackedMessages(text: string): string[] {
  const blocks = text.split("┌─\n").slice(1);
  return blocks.map((block) => {
    const lines = block
      .split("\n")
      .filter((line) => line.startsWith("│ "))
      .map((line) => line.slice(2));
    const from = lines.findIndex((line) => /^message:( |$)/.test(line));
    return lines
      .slice(from)
      .join(" ")
      .replace(/^message: ?/, "");
  });
}

const standings = ["orphan", "tolerated", "versioned", "cross-org"];

/** A run with hostile text in every place that text can come to. */
function everywhere(texts: readonly string[]): Run {
  const text = (index: number) => texts[index % texts.length] ?? "";
  const hostile = texts.map((each, index): Finding => {
    const waived = { owner: each, reason: each, expires: each };
    return {
      ...finding({ rule: each, message: each, tenant: text(index % 5), remediation: each }),
      resource: { type: each, id: each, name: each },
      status: (["fail", "error", "unknown", "pass", "not-applicable"] as const)[index % 5] ?? "fail",
      location: { file: each, line: 1, column: 1 },
      evidence: [
        { pointer: each, expected: each, found: each, note: each },
        { name: "standing", found: standings[index % 4] ?? "orphan" },
        { name: "type", found: each },
        { name: "unmapped", found: each },
        { name: "referencedBy", resource: { type: each, id: each, name: each } },
      ],
      ...(index % 7 === 0 ? { waived } : {}),
    };
  });
  return {
    ...sampleRun,
    now: text(0),
    tool: { name: text(1), version: text(2) },
    tenants: texts.slice(0, 5).map((name) => ({ name, provider: name, organizationId: name })),
    datasets: texts.map((each, index) => ({
      name: each,
      source: each,
      tenant: each,
      parameters: { [each]: each },
      resource: index === 0 ? "flow" : each,
      records: 1,
      complete: false,
      reasons: [{ code: "forbidden", message: each, permissions: [each], correlationId: each }],
      notApplicable: each,
    })),
    rules: texts.map((each, index) => ({
      ...(sampleRun.rules[index % 5] ?? fail("no rule")),
      id: each,
      policy: each,
      check: index % 2 === 0 ? "orphans" : each,
      reads: [{ tenant: text(index % 5), datasets: [0, index] }],
      title: each,
      description: each,
      remediation: each,
      controls: [each, `${each}:${each}`],
      tags: [each],
      reasons: [each],
      location: { file: each, line: 1, column: 1 },
    })),
    findings: hostile,
    frameworks: texts.map((each) => ({
      framework: each,
      passed: 0,
      failed: 1,
      unknown: 0,
      notApplicable: 0,
      controls: [{ id: each, status: "fail" as const, rules: [each] }],
    })),
    summary: { ...sampleRun.summary, unmapped: texts.length },
    waivers: texts.map((each) => ({
      rule: each,
      owner: each,
      reason: each,
      expires: each,
      state: "applied",
      findings: 1,
      location: { file: each, line: 1, column: 1 },
    })),
    diagnostics: texts.map((each) => ({
      code: each,
      severity: "error",
      summary: each,
      expected: each,
      found: each,
      suggestions: [each],
      location: { file: each, line: 1, column: 1 },
      frame: each,
      tenant: each,
      correlationId: each,
    })),
  };
}

/** The place of a match, short enough to be printed. */
function firstMatch(text: string, pattern: RegExp): string {
  const index = text.search(pattern);
  return index < 0 ? "" : JSON.stringify(text.slice(Math.max(0, index - 30), index + 30));
}

function fail(message: string): never {
  throw new Error(message);
}
