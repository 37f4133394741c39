import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { type DiagramSyntax, diagram } from "./orphans/diagram.ts";
import type { GraphStanding } from "./orphans/resource-graph.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";

const styles: Readonly<Record<GraphStanding | "note", string>> = {
  orphan: 'fillcolor="#f8d0d0", color="#b00020"',
  undecided: 'fillcolor="#fff3cd", color="#b08900"',
  "cross-org": 'fillcolor="#e8e8e8", style="filled,dashed"',
  tolerated: 'fillcolor="#fbe5d0", color="#c06000"',
  waived: 'fillcolor="#ece0f5", color="#6a3d9a"',
  versioned: 'fillcolor="#ece0f5", color="#6a3d9a", style="filled,dashed"',
  excluded: 'fillcolor="#f4f4f4", color="#999999"',
  "too-young": 'fillcolor="#f4f4f4", color="#999999", style="filled,dashed"',
  used: 'fillcolor="#d8f0d8", color="#2e7d32"',
  referrer: 'fillcolor="#d8e8f8", color="#1565c0"',
  note: 'shape=note, fillcolor="#ffffe0"',
};

const syntax: DiagramSyntax = {
  format: "dot",
  // More than this is laid out for minutes, into a picture that nobody can read.
  mostText: 1_000_000,
  mostEdges: 5_000,
  begin: () =>
    'digraph bylaw {\n  charset="UTF-8";\n  rankdir=LR;\n  node [shape=box, style=filled, fontname="sans-serif"];\n',
  group: (place, title) => `  subgraph cluster_${place} {\n    label="${escaped(title)}";\n`,
  node: (id, label, standing) =>
    `    ${id} [label="${escaped(label)}", class="${standing}", ${styles[standing]}];\n`,
  edge: (from, to) => `  ${from} -> ${to};\n`,
  endGroup: () => "  }\n",
  end: () => "}\n",
};

/** A Graphviz graph. */
export const dotReporter: Reporter = {
  ...reporterDescriptions.dot,
  render: (run: Run, { settings }: ReportOptions) => diagram(run, settings, syntax),
};

/** Labels know backslash escapes and HTML entities. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("&", "&amp;")
    .replace(/##(?=[a-z]*\[)/gi, "#&#35;");
}
