import { nearest } from "../model/nearest.ts";
import { type Node, textOf } from "./ast.ts";
import { builtinNames, isBuiltin, refusedNames } from "./builtins.ts";
import type { ExpressionProblem } from "./problem.ts";
import { memberOfAny } from "./schema-member.ts";
import { memberNames } from "./schema-names.ts";
import { lookUp, namesIn, type Scope, type StaticValue, unknownValue } from "./static-value.ts";

/** Where a walk over a syntax tree tells what it finds. */
export interface Listener {
  problem(problem: ExpressionProblem): void;
  /** A field of the record, or of a dataset's records, and everything below it is read. Empty: all of it. */
  read(path: readonly string[], dataset?: string): void;
}

/** What holds at a place of an expression. */
export interface Walk {
  readonly source: string;
  /** The context value, `$`. */
  readonly input: StaticValue;
  /** The value that the expression is evaluated against, `$$`. */
  readonly root: StaticValue;
  readonly scope: Scope;
  /** Functions beside JSONata's. */
  readonly functions: ReadonlySet<string>;
  readonly listener: Listener;
  /** Walks a node: finds its value, tells about problems and reads on the way. */
  valueOf(node: Node, walk: Walk): StaticValue;
}

/** Offset and length of a word; JSONata's positions are behind the token. */
export function spanOf(node: Node, source: string, word: string): { position: number; length: number } {
  const end = Math.min(node.position ?? word.length, source.length);
  const quoted = "`'\"".includes(source[end - 1] ?? " ");
  const length = Math.min(word.length + (quoted ? 2 : 0), end);
  return { position: end - length, length: Math.max(1, length) };
}

function suggest(word: string, candidates: Iterable<string>, prefix = ""): readonly string[] {
  const near = nearest(word, candidates);
  return near === undefined ? [] : [prefix + near];
}

/** Tells that a value is read, where it is part of the record. */
export function noteRead(value: StaticValue, walk: Walk): void {
  if (value.path !== undefined) walk.listener.read(value.path, value.dataset);
}

function unknownPath(value: StaticValue, word: string, node: Node, walk: Walk): void {
  const candidates =
    value.members === undefined ? memberNames(value.schemas ?? []) : [...value.members.keys()];
  const message =
    candidates.length > 0 || value.members !== undefined
      ? `There is no ${value.memberKind ?? "field"} ${JSON.stringify(word)} here`
      : `There is no field ${JSON.stringify(word)}: the value before it has no fields`;
  walk.listener.problem({
    code: "unknown-path",
    severity: "error",
    message,
    ...spanOf(node, walk.source, word),
    suggestions: suggest(word, candidates).map(asName),
  });
}

/** A name as it is written in a path. */
function asName(name: string): string {
  return /^[A-Za-z_][\w]*$/.test(name) && !["and", "or", "in"].includes(name) ? name : `\`${name}\``;
}

/** A member of a value; a problem when it cannot have one of that name. */
export function memberValue(value: StaticValue, name: string, node: Node, walk: Walk): StaticValue {
  const { dataset } = value;
  const path =
    value.path === undefined
      ? {}
      : { path: [...value.path, name], ...(dataset === undefined ? {} : { dataset }) };
  if (value.members !== undefined) {
    const member = value.members.get(name);
    if (member === undefined) unknownPath(value, name, node, walk);
    return member ?? unknownValue;
  }
  if (value.schemas === undefined) return path;
  const member = memberOfAny(value.schemas, name);
  if (member.kind === "none") unknownPath(value, name, node, walk);
  return member.kind === "some" ? { ...path, schemas: member.schemas } : path;
}

/** Tells about a function that policies must not use. */
function refuse(name: string, node: Node, walk: Walk): void {
  const why = name === "eval" ? "it runs text as code" : "its result is not a matter of the data alone";
  walk.listener.problem({
    code: "refused-function",
    severity: "error",
    message: `$${name} is not allowed: ${why}`,
    ...spanOf(node, walk.source, `$${name}`),
    suggestions: [],
  });
}

/** The value of `$`, `$$` or `$name`; a problem when there is none, with `called` as a function. */
export function variableValue(node: Node, walk: Walk, called = false): StaticValue {
  const name = textOf(node);
  if (name === "") return walk.input;
  if (name === "$") return walk.root;
  const bound = lookUp(walk.scope, name);
  if (bound !== undefined) return bound;
  if (walk.functions.has(name)) return unknownValue;
  if (isBuiltin(name)) {
    if (refusedNames.has(name)) refuse(name, node, walk);
    return unknownValue;
  }
  const functions = [...builtinNames.filter((one) => !refusedNames.has(one)), ...walk.functions];
  const candidates = called ? [...functions, ...namesIn(walk.scope)] : [...namesIn(walk.scope), ...functions];
  walk.listener.problem({
    code: called ? "unknown-function" : "unknown-variable",
    severity: "error",
    message: called ? `There is no function $${name}` : `There is no variable $${name}`,
    ...spanOf(node, walk.source, `$${name}`),
    suggestions: suggest(name, candidates, "$"),
  });
  return unknownValue;
}
