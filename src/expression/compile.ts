import type { Expression } from "../model/expression.ts";
import { compileReference } from "./compile-reference.ts";
import { compileEngine } from "./engine/index.ts";
import type { ExpressionOptions } from "./options.ts";

const defaultOptions: ExpressionOptions = {};
/** Compiled expressions that are kept for each options object. */
const keep = 2_000;
const caches = new WeakMap<ExpressionOptions, Map<string, Expression>>();

function cacheOf(options: ExpressionOptions): Map<string, Expression> {
  const known = caches.get(options);
  if (known !== undefined) return known;
  const cache = new Map<string, Expression>();
  caches.set(options, cache);
  return cache;
}

/**
 * Compiles a JSONata expression. Evaluating it is synchronous, stays within `options.limits`, never
 * changes the input, and yields plain JSON that shares nothing with the input.
 *
 * @param options kept by identity: the same source is compiled once per options object
 * @throws ExpressionError when the source is not an expression
 */
export function compile(source: string, options: ExpressionOptions = defaultOptions): Expression {
  const cache = cacheOf(options);
  const known = cache.get(source);
  if (known !== undefined) return known;
  const expression =
    options.engine === "reference" ? compileReference(source, options) : compileEngine(source, options);
  if (cache.size >= keep) cache.clear();
  cache.set(source, expression);
  return expression;
}
