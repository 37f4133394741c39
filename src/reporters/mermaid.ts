import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import { type DiagramSyntax, diagram } from "./orphans/diagram.ts";
import { graphStandings } from "./orphans/resource-graph.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";

const styles: Readonly<Record<(typeof graphStandings)[number] | "note", string>> = {
  orphan: "fill:#f8d0d0,stroke:#b00020,color:#000",
  undecided: "fill:#fff3cd,stroke:#b08900,color:#000",
  "cross-org": "fill:#e8e8e8,stroke:#777,color:#000,stroke-dasharray:4",
  tolerated: "fill:#fbe5d0,stroke:#c06000,color:#000",
  waived: "fill:#ece0f5,stroke:#6a3d9a,color:#000",
  versioned: "fill:#ece0f5,stroke:#6a3d9a,color:#000,stroke-dasharray:4",
  excluded: "fill:#f4f4f4,stroke:#999,color:#000",
  "too-young": "fill:#f4f4f4,stroke:#999,color:#000,stroke-dasharray:4",
  used: "fill:#d8f0d8,stroke:#2e7d32,color:#000",
  referrer: "fill:#d8e8f8,stroke:#1565c0,color:#000",
  note: "fill:#ffffe0,stroke:#999,color:#000",
};

const syntax: DiagramSyntax = {
  format: "mermaid",
  // Viewers refuse more than 50,000 characters, or 500 edges, unless told otherwise.
  mostText: 46_000,
  mostEdges: 480,
  begin: () =>
    `flowchart LR\n${[...graphStandings, "note" as const]
      .map((standing) => `  classDef ${className(standing)} ${styles[standing]}\n`)
      .join("")}`,
  group: (place, title) => `  subgraph g${place}["${escaped(title)}"]\n`,
  node: (id, label, standing) => `    ${id}["${escaped(label)}"]:::${className(standing)}\n`,
  edge: (from, to) => `  ${from} --> ${to}\n`,
  endGroup: () => "  end\n",
  end: () => "",
};

/** A Mermaid flow chart, as pull requests and wikis draw it. */
export const mermaidReporter: Reporter = {
  ...reporterDescriptions.mermaid,
  render: (run: Run, { settings }: ReportOptions) => diagram(run, settings, syntax),
};

/** `default`, `end` and hyphens mean something to Mermaid. */
function className(standing: string): string {
  return `is_${standing.replaceAll("-", "_")}`;
}

/** All but letters, digits and a little punctuation as character codes: labels may be read as HTML or Markdown. */
function escaped(text: string): string {
  return text.replace(
    /[^\p{L}\p{M}\p{N} ,.:-]|(?<=\d)\.|:(?=\/\/)|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
