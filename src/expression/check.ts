import jsonata from "#jsonata-sync";
import type { JsonSchema } from "../model/json.ts";
import { allNodes, type Node } from "./ast.ts";
import type { ExpressionEnvironment } from "./environment.ts";
import { ExpressionError, ownError } from "./expression-error.ts";
import { defaultLimits } from "./limits.ts";
import { compileLinear } from "./linear-regexp.ts";
import { normaliseError } from "./normalise-error.ts";
import type { ExpressionProblem, ExpressionProblemCode } from "./problem.ts";
import { describedBy, type Scope, type StaticValue } from "./static-value.ts";
import { parseTemplate } from "./template.ts";
import type { Listener, Walk } from "./walk.ts";
import { nodeValue } from "./walk-node.ts";

function parse(source: string): Node {
  if (source.length > defaultLimits.source) throw ownError("B0001");
  try {
    return jsonata(source).ast();
  } catch (error) {
    throw normaliseError(error, true, true);
  }
}

const codes: Readonly<Record<string, ExpressionProblemCode>> = { B0001: "too-long", B0003: "bad-pattern" };

/** A syntax error as a problem: JSONata's position is behind the token at fault. */
function asProblem(error: ExpressionError, source: string): ExpressionProblem {
  const end = Math.min(error.position ?? 0, source.length);
  const token = error.token ?? "";
  const length = token !== "" && token !== "(end)" && source.slice(0, end).endsWith(token) ? token.length : 1;
  return {
    code: codes[error.code] ?? "syntax",
    severity: "error",
    message: error.message,
    position: Math.max(0, end - length),
    length,
    suggestions: [],
  };
}

function checkPatterns(tree: Node, listener: Listener): void {
  for (const node of allNodes(tree)) {
    if (node.type !== "regex" || !(node.value instanceof RegExp)) continue;
    try {
      compileLinear(node.value);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const length = node.value.source.length + node.value.flags.length + 1;
      const position = Math.max(0, (node.position ?? 0) - length);
      const { message } = error;
      listener.problem({
        code: "bad-pattern",
        severity: "error",
        message,
        position,
        length,
        suggestions: [],
      });
    }
  }
}

function datasetsValue(datasets: Readonly<Record<string, JsonSchema | undefined>>): StaticValue {
  const members = new Map(
    Object.entries(datasets).map(([name, schema]) => [
      name,
      { ...describedBy(schema), path: [], dataset: name },
    ]),
  );
  return { members, memberKind: "dataset" };
}

function scopeOf(environment: ExpressionEnvironment): Scope {
  const names = new Map<string, StaticValue>();
  for (const [name, schema] of Object.entries(environment.bindings ?? {}))
    names.set(name, describedBy(schema));
  if (environment.datasets !== undefined) names.set("data", datasetsValue(environment.datasets));
  if (environment.variables !== undefined) {
    const { values = {} } = environment;
    const members = new Map(
      environment.variables.map((name) => {
        const constant = Object.hasOwn(values, name) ? values[name] : undefined;
        return [name, constant === undefined ? {} : { constant }] as const;
      }),
    );
    names.set("var", { members, memberKind: "variable" });
  }
  return { names };
}

function walkTree(tree: Node, source: string, environment: ExpressionEnvironment, listener: Listener): void {
  const root = { ...describedBy(environment.record), path: [] };
  const walk: Walk = {
    source,
    input: root,
    root,
    scope: scopeOf(environment),
    functions: new Set((environment.functions ?? []).map(({ name }) => name)),
    listener,
    valueOf: nodeValue,
  };
  nodeValue(tree, walk);
}

/**
 * Finds mistakes of a policy's expression without evaluating it: syntax, regular expressions that
 * cannot be matched in linear time, functions and `$names` that do not exist or are refused, and
 * paths that the schemas of the environment do not have. Where it cannot be known what a name stands
 * for, nothing is said.
 *
 * @returns problems by position; none when the expression is in order
 */
export function check(source: string, environment: ExpressionEnvironment): readonly ExpressionProblem[] {
  const problems = new Map<string, ExpressionProblem>();
  const listener: Listener = {
    // JSONata parses `a ?: b` and `a ?? b` with two copies of `a`.
    problem: (problem) => problems.set(`${problem.code} ${problem.position}`, problem),
    read: () => undefined,
  };
  try {
    const tree = parse(source);
    checkPatterns(tree, listener);
    walkTree(tree, source, environment, listener);
  } catch (error) {
    return [asProblem(normaliseError(error, true, true), source)];
  }
  return [...problems.values()].sort((one, other) => one.position - other.position);
}

/** `check` for each `{{ }}` of a text; positions are in the text. */
export function checkTemplate(
  text: string,
  environment: ExpressionEnvironment,
): readonly ExpressionProblem[] {
  const { parts, problems } = parseTemplate(text);
  const inside = parts.flatMap((part) =>
    part.kind === "text"
      ? []
      : check(part.source, environment).map((problem) => ({
          ...problem,
          position: problem.position + part.offset,
        })),
  );
  return [...problems, ...inside].sort((one, other) => one.position - other.position);
}

/** Walks a source for what it reads. @throws ExpressionError when it is not an expression */
function listen(source: string, environment: ExpressionEnvironment, read: Listener["read"]): void {
  const tree = parse(source);
  try {
    walkTree(tree, source, environment, { problem: () => undefined, read });
  } catch (error) {
    throw normaliseError(error, true, true);
  }
}

/** A field that an expression reads, in the record or in the records of a dataset. */
export interface FieldRead {
  readonly dataset?: string;
  readonly path: readonly string[];
}

/**
 * The fields that an expression names, in the record and, by way of `$data`, in other datasets.
 *
 * @param datasets names under `$data`
 * @throws ExpressionError when the source is not an expression
 */
export function fieldReads(source: string, datasets: readonly string[]): readonly FieldRead[] {
  const found: FieldRead[] = [];
  const environment = { datasets: Object.fromEntries(datasets.map((name) => [name, undefined])) };
  listen(source, environment, (path, dataset) => {
    if (path.length > 0) found.push(dataset === undefined ? { path } : { path, dataset });
  });
  return found;
}

/**
 * The fields of the record that an expression reads. A field stands for all below it.
 *
 * @returns paths in order of first reading, each once, or `"all"` when any field may be read
 * @throws ExpressionError when the source is not an expression
 */
export function reads(source: string): readonly (readonly string[])[] | "all" {
  const paths = new Map<string, readonly string[]>();
  let all = false;
  listen(source, {}, (path) => {
    if (path.length === 0) all = true;
    paths.set(JSON.stringify(path), path);
  });
  return all || source.includes("$eval") ? "all" : [...paths.values()];
}
