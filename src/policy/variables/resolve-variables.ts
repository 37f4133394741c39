import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Json } from "../../model/json.ts";
import { type VariableType, variableKeys, variableTypes } from "../schemas/policy-schema.ts";
import { diagnoseKey, diagnoseValue, type Problem } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, entriesOf, type SourceNode, textOf, toJson } from "../text/source-node.ts";
import { describeValue, isSecret, oneOf } from "../validation/describe-value.ts";
import type { GivenValue } from "./given-value.ts";
import { fromText, isOfType, typeWords } from "./variable-value.ts";

/** Values of a policy's variables. Those with a problem are in `declared` only. */
export interface ResolvedVariables {
  readonly values: Readonly<Record<string, Json>>;
  /** Names that expressions may use. */
  readonly declared: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The strongest value for each variable that a policy declares (`variables:`), checked and converted. */
export function resolveVariables(
  declarations: SourceNode | undefined,
  given: readonly GivenValue[],
): ResolvedVariables {
  const values: [string, Json][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [name, node] of entriesOf(declarations)) {
    const value = resolveOne(name, node, given, diagnostics);
    if (value !== undefined) values.push([name, value]);
  }
  return {
    values: Object.fromEntries(values),
    declared: entriesOf(declarations).map(([name]) => name),
    diagnostics,
  };
}

function resolveOne(
  name: string,
  node: SourceNode,
  given: readonly GivenValue[],
  diagnostics: Diagnostic[],
): Json | undefined {
  if (node.kind !== "map") return undefined;
  const typeNode = childOf(node, "type");
  const type = variableTypes.find((each) => each === textOf(typeNode));
  if (typeNode === undefined && !isMisspelt(node, "type", variableKeys)) {
    diagnostics.push(
      diagnoseKey(node, {
        code: "missing-key",
        summary: `The variable "${name}" has no type.`,
        expected: oneOf(variableTypes),
        suggestions: ['Add "type".'],
      }),
    );
  }
  if (type === undefined) return undefined;
  const fallback = childOf(node, "default");
  const usableDefault = fallback === undefined ? undefined : checkDefault(type, node, fallback, diagnostics);
  const chosen = given.findLast((each) => each.name === name);
  if (chosen !== undefined) return convert(name, type, node, chosen, diagnostics);
  if (fallback === undefined) diagnostics.push(diagnoseKey(node, required(name, type)));
  return usableDefault;
}

function checkDefault(
  type: VariableType,
  declaration: SourceNode,
  node: SourceNode,
  diagnostics: Diagnostic[],
): Json | undefined {
  if (node.broken) return undefined;
  const value = toJson(node);
  const wrong = isOfType(type, value) ? outOfBounds(declaration, value) : typeWords[type];
  if (wrong === undefined) return value;
  diagnostics.push(
    diagnoseValue(node, {
      code: "variable-default",
      summary: "The default does not fit the variable.",
      expected: wrong,
      found: describeValue(value),
    }),
  );
  return undefined;
}

function convert(
  name: string,
  type: VariableType,
  declaration: SourceNode,
  { value, origin }: GivenValue,
  diagnostics: Diagnostic[],
): Json | undefined {
  if (typeof value !== "string" && value.broken) return undefined;
  const json = typeof value === "string" ? fromText(type, value) : toJson(value);
  const fits = json !== undefined && isOfType(type, json);
  const wrong = fits ? outOfBounds(declaration, json) : typeWords[type];
  if (wrong === undefined) return json;
  const problem: Problem = {
    code: "variable-value",
    summary: `The value that ${origin} gives for the variable "${name}" does not fit it.`,
    expected: wrong,
    ...(isSecret(`/${name}`)
      ? {}
      : { found: describeValue(typeof value === "string" ? value : toJson(value)) }),
  };
  diagnostics.push(
    typeof value === "string" ? diagnoseKey(declaration, problem) : diagnoseValue(value, problem),
  );
  return undefined;
}

/** What `enum`, `minimum` and `maximum` demand, when the value does not meet it. */
function outOfBounds(declaration: SourceNode, value: Json): string | undefined {
  const allowed = childOf(declaration, "enum");
  if (allowed?.kind === "list") {
    const texts = allowed.items.map((item) => JSON.stringify(toJson(item)));
    if (!texts.includes(JSON.stringify(value)))
      return oneOf(allowed.items.map((item) => describeValue(toJson(item))));
  }
  const minimum = numberOf(childOf(declaration, "minimum"));
  const maximum = numberOf(childOf(declaration, "maximum"));
  if (typeof value !== "number") return undefined;
  if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `at most ${maximum}`;
  return undefined;
}

function numberOf(node: SourceNode | undefined): number | undefined {
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

function required(name: string, type: VariableType): Problem {
  return {
    code: "missing-variable",
    summary: `The variable "${name}" has no default, and no value was given for it.`,
    expected: typeWords[type],
    suggestions: [
      `Give it with --var ${name}=…, in a --var-file, as BYLAW_VAR_${name}, or under variables in bylaw.yaml.`,
    ],
  };
}
