import type { JsonObject } from "../../model/json.ts";
import type { RunRule } from "../../model/run.ts";
import type { Severity } from "../../model/severity.ts";
import { markdownText } from "../markdown-text.ts";
import { sentence } from "../sentence.ts";
import { type Level, levelOf } from "./level.ts";
import { plain } from "./message.ts";
import { splitControl, type Taxonomies } from "./taxonomies.ts";

const longestName = 255;
const longestDescription = 1_000;
const mostTags = 10;

/** Checks about personal data: only their findings are security alerts. */
const securityChecks: ReadonlySet<string> = new Set(["pii", "redaction", "retention"]);
/** Code hosts expect text. */
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.5",
  info: "0.5",
};
const problemSeverities: Readonly<Record<Level, string>> = {
  error: "error",
  warning: "warning",
  note: "recommendation",
};

/** A rule as a SARIF reporting descriptor. */
export function ruleDescriptor(
  rule: RunRule,
  providers: readonly string[],
  taxonomies: Taxonomies | undefined,
): JsonObject {
  const title = rule.title ?? `Rule ${rule.id}`;
  const remediation = rule.remediation ?? `See rule ${rule.id} in ${rule.location.file}`;
  const relationships = taxonomies?.references(rule.controls) ?? [];
  return {
    id: plain(rule.id),
    name: pascalCase(rule.id),
    shortDescription: { text: sentence(plain(title, longestDescription)) },
    fullDescription: { text: sentence(plain(rule.description ?? title, longestDescription)) },
    help: { text: sentence(plain(remediation)), markdown: sentence(markdownText(remediation)) },
    defaultConfiguration: { level: levelOf(rule.severity) },
    ...(relationships.length === 0
      ? {}
      : { relationships: relationships.map((target) => ({ target, kinds: ["relevant"] })) }),
    properties: { tags: tags(rule, providers), ...weight(rule) },
  };
}

function weight(rule: RunRule): JsonObject {
  if (securityChecks.has(rule.check)) {
    return { precision: "high", "security-severity": securitySeverities[rule.severity] };
  }
  return { precision: "very-high", "problem.severity": problemSeverities[levelOf(rule.severity)] };
}

function tags(rule: RunRule, providers: readonly string[]): string[] {
  const all = [
    ...(securityChecks.has(rule.check) ? ["security"] : []),
    "compliance",
    ...rule.controls.map((control) => splitControl(control).join("/")),
    ...rule.tags,
    ...providers,
  ];
  return [...new Set(all.map((tag) => plain(tag, longestName)))].slice(0, mostTags);
}

/** `flow-hygiene/no-orphans` → `FlowHygieneNoOrphans`. */
function pascalCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name.slice(0, longestName) || "Rule";
}
