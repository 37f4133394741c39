import type { Diagnostic } from "../../model/diagnostic.ts";
import { diagnoseValue } from "../text/diagnose.ts";
import { visibleText } from "../text/forbidden-character.ts";
import { parseText } from "../text/parse-text.ts";
import { entriesOf, type SourceNode } from "../text/source-node.ts";
import type { SourceText } from "../text/source-text.ts";
import type { GivenValue } from "./given-value.ts";
import type { VariableInputs } from "./variable-inputs.ts";

const prefix = "BYLAW_VAR_";

/** Every value given for a variable, weakest first, and what cannot be understood. */
export interface GivenValues {
  readonly values: readonly GivenValue[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the variable files. */
  readonly sources: readonly SourceText[];
}

/** @param project the `variables` of `bylaw.yaml`; they lose to everything else */
export function readGivenValues(inputs: VariableInputs, project: SourceNode | undefined): GivenValues {
  const values: GivenValue[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources: SourceText[] = [];
  for (const [name, value] of entriesOf(project)) {
    values.push({ name, value, origin: "bylaw.yaml" });
  }
  const environment = Object.entries(inputs.environment ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, value] of environment) {
    if (!key.startsWith(prefix) || value === undefined) continue;
    const name = key.slice(prefix.length);
    values.push({ name, value, origin: `the environment variable ${key}` });
  }
  for (const { file, text } of inputs.files ?? []) {
    const parsed = parseText(file, text);
    sources.push(parsed.source);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.root?.kind === "map") {
      for (const [name, value] of parsed.root.entries) values.push({ name, value, origin: file });
    } else if (parsed.root !== undefined && !parsed.root.broken) {
      const summary = "A variable file is a map of names to values.";
      diagnostics.push(diagnoseValue(parsed.root, { code: "wrong-type", summary, expected: "a map" }));
    }
  }
  values.push(...readAssignments(inputs.assignments ?? [], diagnostics));
  return { values, diagnostics, sources };
}

function readAssignments(
  assignments: readonly string[],
  diagnostics: Diagnostic[],
): readonly (GivenValue & { readonly value: string })[] {
  const values = new Map<string, string>();
  for (const assignment of assignments) {
    const split = assignment.indexOf("=");
    const [name, value] = [assignment.slice(0, split), assignment.slice(split + 1)];
    if (split < 1) diagnostics.push(malformed);
    else if ((values.get(name) ?? value) !== value) diagnostics.push(contradiction(name));
    else values.set(name, value);
  }
  return [...values].map(([name, value]) => ({ name, value, origin: "--var" }));
}

function contradiction(name: string): Diagnostic {
  return {
    code: "repeated-assignment",
    severity: "error",
    summary: `--var gives the variable "${visibleText(name)}" two different values.`,
    expected: "one value",
    suggestions: ["Keep the one that is meant."],
  };
}

const malformed: Diagnostic = {
  code: "invalid-assignment",
  severity: "error",
  summary: "A value of --var has no name.",
  expected: "name=value",
  suggestions: ["Write --var name=value."],
};
