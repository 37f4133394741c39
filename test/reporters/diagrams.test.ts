import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Run } from "../../src/model/run.ts";
import { dotReporter } from "../../src/reporters/dot.ts";
import { mermaidReporter } from "../../src/reporters/mermaid.ts";
import { decodeVisible } from "./decoded.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { incompleteInventoryRun, inventoryRun } from "./inventory-run.ts";
import { rendered } from "./rendered.ts";
import { emptyRun } from "./sample-run.ts";

const formats = [
  ["mermaid", mermaidReporter, "mmd"],
  ["dot", dotReporter, "dot"],
] as const;
const golden = (name: string) => join(import.meta.dirname, "golden", name);

/** Labels of a diagram by node, read strictly: a line that is none of the language's own fails. */
const readers = {
  mermaid(text: string): Map<string, string> {
    const labels = new Map<string, string>();
    for (const line of text.trimEnd().split("\n").slice(1)) {
      const node = /^ {4}(g\d+\w+)\["((?:[\p{L}\p{M}\p{N} ,.:-]|#\d+;)*)"\]:::is_[a-z_]+$/u.exec(line);
      if (node !== null) {
        const codes = /#(\d+);/g;
        labels.set(
          node[1]!,
          node[2]!.replace(codes, (_, code) => String.fromCodePoint(Number(code))),
        );
      } else {
        expect(line).toMatch(
          /^( {2}classDef is_[a-z_]+ [\w:#,-]+| {2}subgraph g\d+\["(?:[\p{L}\p{M}\p{N} ,.:-]|#\d+;)*"\]| {2}end| {2}g\d+n\d+ --> g\d+n\d+)$/u,
        );
      }
    }
    return labels;
  },
  dot(text: string): Map<string, string> {
    const labels = new Map<string, string>();
    const lines = text.trimEnd().split("\n");
    for (const line of lines.slice(4, -1)) {
      const node =
        /^ {4}(g\d+\w+) \[label="((?:[^"\\\n]|\\["\\])*)", class="[a-z-]+"(, [a-z]+=[^\n]+)?\];$/.exec(line);
      if (node !== null) {
        const plain = node[2]!
          .replace(/\\(["\\])/g, "$1")
          .replaceAll("#&#35;", "##")
          .replaceAll("&amp;", "&");
        labels.set(node[1]!, plain);
      } else {
        expect(line).toMatch(
          /^( {2}subgraph cluster_\d+ \{| {4}label="(?:[^"\\\n]|\\["\\])*";| {2}\}| {2}g\d+n\d+ -> g\d+n\d+;)$/,
        );
      }
    }
    return labels;
  },
};

function hostileRun(names: readonly string[]): Run {
  const findings = names.map((name, index): Finding => {
    const [first] = inventoryRun.findings;
    const by = { type: "ivr", id: `i-${index}`, name };
    return {
      ...first!,
      resource: { type: "flow", id: String(index).padStart(5, "0"), name },
      evidence: [
        { name: "standing", found: "orphan" },
        { name: "referencedBy", resource: by },
      ],
    };
  });
  return { ...inventoryRun, findings };
}

describe.each(formats)("%s", (name, reporter, ending) => {
  it("draws an inventory as agreed", async () => {
    await expect(rendered(reporter, inventoryRun)).toMatchFileSnapshot(golden(`inventory.${ending}`));
    await expect(rendered(reporter, incompleteInventoryRun)).toMatchFileSnapshot(
      golden(`incomplete.${ending}`),
    );
  });

  it("is the same bytes whatever the order of the findings", () => {
    const turned = { ...inventoryRun, findings: inventoryRun.findings.toReversed() };
    expect(rendered(reporter, turned)).toBe(rendered(reporter, inventoryRun));
  });

  it("is refused when there is nothing to draw", () => {
    expect(() => rendered(reporter, emptyRun)).toThrow(/nothing to tell/);
  });

  it("gives hostile names back, one node each, and nothing but its own lines", () => {
    for (let from = 0; from < hostileStrings.length; from += 20) {
      const names = hostileStrings.slice(from, from + 20);
      const labels = readers[name](rendered(reporter, hostileRun(names)));
      for (const [index, text] of names.entries()) {
        const label = labels.get(`g0n${index}`) ?? "";
        expect(decodeVisible(label).slice(0, 40)).toBe(`flow: ${text}`.slice(0, 40));
      }
    }
  });

  it("leaves out what would be too much, says so, and draws orphans first", () => {
    const many = hostileRun(Array.from({ length: 30_000 }, (_, index) => `Flow ${index} <&"\\#;`));
    const used = many.findings.map((each, index) =>
      index < 10 ? each : { ...each, status: "pass" as const, evidence: each.evidence.slice(1) },
    );
    const text = rendered(reporter, { ...many, findings: used });
    expect(text.length).toBeLessThan(name === "mermaid" ? 50_000 : 1_100_000);
    expect(text).toMatch(/Not drawn: \d+ resources, \d+ references/);
    const labels = [...readers[name](text).values()];
    expect(labels.slice(0, 10)).toEqual(
      Array.from({ length: 10 }, (_, index) => `flow: Flow ${index} <&"\\#;`),
    );
  });

  it("says when the run has no references", () => {
    const findings = inventoryRun.findings.map((each) => ({
      ...each,
      evidence: each.evidence.filter((one) => one.name !== "referencedBy"),
    }));
    expect(rendered(reporter, { ...inventoryRun, findings })).toContain("The run has no references");
  });

  it("takes a user known by its id for the resource with this id", () => {
    const [first] = inventoryRun.findings;
    const by = { type: "resource", id: "f-1", name: "f-1" };
    const findings: Finding[] = [
      { ...first!, resource: { type: "flow", id: "f-1", name: "One" }, evidence: [] },
      {
        ...first!,
        resource: { type: "flow", id: "f-2", name: "Two" },
        evidence: [{ name: "referencedBy", resource: by }],
      },
    ];
    const text = rendered(reporter, { ...inventoryRun, findings });
    expect([...readers[name](text).values()]).toEqual(["flow: One", "flow: Two"]);
    expect(text).toMatch(/g0n0 -+> g0n1/);
  });
});
