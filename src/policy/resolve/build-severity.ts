import type { ExpressionEnvironment } from "../../expression/environment.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { SeverityBranch } from "../../model/policy.ts";
import { type Severity, severities } from "../../model/severity.ts";
import { expressionDiagnostics } from "../expressions/expression-diagnostics.ts";
import { diagnoseValue } from "../text/diagnose.ts";
import { childOf, type SourceNode, textOf } from "../text/source-node.ts";

/** Of rules that say nothing about it. */
const defaultSeverity: Severity = "medium";

/** Resolves `severity:`: one name, or a list in which the first condition that is true decides. */
export function buildSeverity(
  node: SourceNode | undefined,
  environment: ExpressionEnvironment,
  diagnostics: Diagnostic[],
): readonly SeverityBranch[] {
  if (node === undefined) return [{ then: defaultSeverity }];
  const items = node.kind === "list" ? node.items : [node];
  const branches: SeverityBranch[] = [];
  let settled = false;
  for (const item of items) {
    if (settled) {
      const summary = "This severity is never used: the one before it always applies.";
      diagnostics.push(
        diagnoseValue(item, {
          code: "unreachable-severity",
          summary,
          suggestions: ["Put it first, or remove it."],
        }),
      );
      break;
    }
    const when = childOf(item, "when");
    const source = textOf(when);
    const named = severityOf(item.kind === "map" ? childOf(item, "then") : item);
    if (when !== undefined && source !== undefined)
      diagnostics.push(...expressionDiagnostics(when, source, environment));
    if (named === undefined) continue;
    settled = when === undefined;
    branches.push(source === undefined ? { then: named } : { when: source, then: named });
  }
  return branches.length > 0 ? branches : [{ then: defaultSeverity }];
}

function severityOf(node: SourceNode | undefined): Severity | undefined {
  return severities.find((name) => name === textOf(node));
}
