/** What help says about each reporter; here, so that help need not load them. */
export interface ReporterDescription {
  readonly name: string;
  readonly summary: string;
  /** Settings with their allowed values; an empty list allows any text. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
}

const anyText: readonly string[] = [];

export const reporterDescriptions = {
  table: { name: "table", summary: "Tables for people, sized to the terminal" },
  json: { name: "json", summary: "The run as JSON, complete; schemas/run.schema.json describes it" },
  junit: {
    name: "junit",
    summary: "JUnit XML for Jenkins, GitLab and other test reports",
    settings: { profile: ["jenkins", "gitlab"], prefix: anyText },
  },
  sarif: {
    name: "sarif",
    summary: "SARIF 2.1.0 for code scanning; the full profile adds waived findings and controls",
    settings: { profile: ["github", "full"], prefix: anyText },
  },
  github: {
    name: "github",
    summary: "GitHub workflow commands that annotate the policy files",
    settings: { prefix: anyText },
  },
  markdown: { name: "markdown", summary: "GitHub Markdown for job summaries and comments" },
  "orphan-report": {
    name: "orphan-report",
    summary: "JSON on unused flows, or what else a rule of the check orphans judges, for clean-up tools",
    settings: { rule: anyText, tenant: anyText },
  },
  mermaid: {
    name: "mermaid",
    summary: "Mermaid diagram of what refers to what, and of what nothing refers to",
    settings: { rule: anyText, tenant: anyText },
  },
  dot: {
    name: "dot",
    summary: "The same diagram for Graphviz",
    settings: { rule: anyText, tenant: anyText },
  },
} as const satisfies Record<string, ReporterDescription>;

export type BuiltInReporter = keyof typeof reporterDescriptions;
