import { compileTemplate, type ExpressionOptions, parseTemplate } from "../expression/index.ts";
import type { Bindings } from "../model/expression.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { compileExpression } from "./expressions.ts";

/** Computes a value of a request; undefined means: leave it out. @throws ExpressionError, TemplateError */
export type ValueOf = (bindings: Bindings) => Json | undefined;

/** A request cannot be built: a value within a text is missing, or would change the path. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

function compileText(text: string, options: ExpressionOptions): ValueOf {
  if (!text.includes("{{")) return () => text;
  const template = compileTemplate(text, options);
  return (bindings) => {
    if (template.whole) return template.evaluateWhole({}, bindings);
    const { text: rendered, missing } = template.render({}, bindings);
    if (missing.length > 0) throw new TemplateError("a value that its request needs is missing");
    return rendered;
  };
}

/**
 * Compiles a value whose strings may be templates, at any depth.
 *
 * @throws ExpressionError when a template cannot be parsed
 */
export function compileValue(value: Json, options: ExpressionOptions): ValueOf {
  if (typeof value === "string") return compileText(value, options);
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => compileValue(item, options));
    return (bindings) => items.map((item) => item(bindings)).filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return () => value;
  const members = Object.entries(value).map(([key, member]) => [key, compileValue(member, options)] as const);
  return (bindings) => {
    const result: Record<string, Json> = {};
    for (const [key, member] of members) {
      const computed = member(bindings);
      if (computed !== undefined) result[key] = computed;
    }
    return result;
  };
}

/** One path segment's worth of data: it can neither add a segment nor climb. */
function encoded(value: Json | undefined): string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || /^\.{0,2}$/.test(text) || !text.isWellFormed()) {
    throw new TemplateError("a value for its path is missing or not usable in one");
  }
  return encodeURIComponent(text);
}

/**
 * Compiles a path; what its templates put in is percent-encoded.
 *
 * @throws ExpressionError when a template cannot be parsed
 */
export function compilePath(text: string, options: ExpressionOptions): (bindings: Bindings) => string {
  const parts = parseTemplate(text).parts.map((part) => {
    if (part.kind === "text") return () => part.text;
    const expression = compileExpression(part.source, options);
    return (bindings: Bindings) => encoded(expression.evaluate({}, bindings));
  });
  return (bindings) => parts.map((part) => part(bindings)).join("");
}
