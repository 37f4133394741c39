import jsonata, { type JsonataExpression } from "#jsonata-sync";
import type { Bindings, Expression } from "../model/expression.ts";
import { ownError } from "./expression-error.ts";
import { makeHooks } from "./hooks.ts";
import { hostFunction } from "./host-function.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { LinearRegExp } from "./linear-regexp.ts";
import { type Marks, markTree } from "./marks.ts";
import { guardedNatives, type Native, pinnedClock, refused } from "./natives.ts";
import { normaliseError } from "./normalise-error.ts";
import type { ExpressionOptions } from "./options.ts";
import { toJson } from "./to-json.ts";

/** What options come to, worked out once per options object. */
interface Setting {
  readonly limits: Limits;
  readonly functions: ReadonlyMap<string, Native>;
  readonly quoteValues: boolean;
}

const settings = new WeakMap<ExpressionOptions, Setting>();

function functionsOf(options: ExpressionOptions, limits: Limits): ReadonlyMap<string, Native> {
  const functions = new Map(guardedNatives(limits));
  const add = (more: Iterable<readonly [string, Native]>) => {
    for (const [name, definition] of more) functions.set(name, definition);
  };
  if (options.now !== undefined) add(pinnedClock(options.now));
  add((options.functions ?? []).map((host) => [host.name, hostFunction(host)]));
  if (options.allowEval === false) functions.set("eval", refused("eval"));
  if (options.allowRandom === false) add(["random", "shuffle"].map((name) => [name, refused(name)]));
  return functions;
}

function settingOf(options: ExpressionOptions): Setting {
  const known = settings.get(options);
  if (known !== undefined) return known;
  const limits = { ...defaultLimits, ...options.limits };
  const setting: Setting = {
    limits,
    functions: functionsOf(options, limits),
    quoteValues: options.quoteValues !== false,
  };
  settings.set(options, setting);
  return setting;
}

function parse(source: string, { limits, quoteValues }: Setting): JsonataExpression {
  const { timeout, stack, sequence } = limits;
  try {
    return jsonata(source, { RegexEngine: LinearRegExp, timeout, stack, sequence });
  } catch (error) {
    throw normaliseError(error, true, quoteValues);
  }
}

function prepare(
  parsed: JsonataExpression,
  source: string,
  setting: Setting,
  options: ExpressionOptions,
): Marks {
  const marks = markTree(parsed.ast());
  const hooks = makeHooks(marks, setting.limits);
  parsed.assign(Symbol.for("jsonata.__evaluate_entry"), hooks.entry);
  parsed.assign(Symbol.for("jsonata.__evaluate_exit"), hooks.exit);
  for (const [name, value] of Object.entries(options.variables ?? {})) parsed.assign(name, value);
  // What the source does not spell cannot be called, except through $eval; transforms call $clone.
  const anything = source.includes("eval");
  const reachable = (name: string) =>
    anything || source.includes(name) || (name === "clone" && source.includes("|"));
  for (const [name, { implementation, signature }] of setting.functions) {
    if (reachable(name)) parsed.registerFunction(name, implementation, signature);
  }
  return marks;
}

function compileAnew(source: string, setting: Setting, options: ExpressionOptions): Expression {
  const { limits, quoteValues } = setting;
  if (source.length > limits.source) throw ownError("B0001");
  const parsed = parse(source, setting);
  const marks = prepare(parsed, source, setting, options);
  return {
    source,
    evaluate(input: unknown, bindings: Bindings = {}) {
      try {
        const safe = marks.groups
          ? toJson(input, { result: Number.MAX_SAFE_INTEGER, depth: limits.depth })
          : input;
        return toJson(parsed.evaluate(safe, bindings), limits);
      } catch (error) {
        throw normaliseError(error, false, quoteValues);
      }
    },
  };
}

/**
 * Compiles an expression for the jsonata library itself, with guards around it. It is slow, and what the
 * engine is held against.
 *
 * @throws ExpressionError when the source is not an expression
 */
export function compileReference(source: string, options: ExpressionOptions): Expression {
  return compileAnew(source, settingOf(options), options);
}
