import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Location } from "../../model/location.ts";
import { codeFrame } from "./code-frame.ts";
import { visibleText } from "./forbidden-character.ts";
import { offsetInSource } from "./scalar-offset.ts";
import { keyLocation, type SourceNode, valueLocation } from "./source-node.ts";
import { locationOf, type SourceText, type Span } from "./source-text.ts";

/** A diagnostic before it has a place. */
export type Problem = Omit<Diagnostic, "severity" | "location" | "frame"> & {
  /** `error` when absent. */
  readonly severity?: Diagnostic["severity"];
};

/** The problem as a diagnostic at a range of a text, with its code frame. Texts are made printable. */
export function diagnoseSpan(source: SourceText, span: Span, problem: Problem): Diagnostic {
  return placed(source, locationOf(source, span), problem);
}

/** The problem at the value of a node. */
export function diagnoseValue(node: SourceNode, problem: Problem): Diagnostic {
  return placed(node.source, valueLocation(node), problem);
}

/** The problem at the key of a node: for what concerns a whole entry. */
export function diagnoseKey(node: SourceNode, problem: Problem): Diagnostic {
  return placed(node.source, keyLocation(node), problem);
}

/**
 * The problem inside a string's value.
 *
 * @param offset UTF-16 offset in the value; undefined marks the whole scalar
 */
export function diagnoseInside(
  node: SourceNode,
  offset: number | undefined,
  length: number,
  problem: Problem,
): Diagnostic {
  if (node.kind !== "scalar" || offset === undefined) return diagnoseValue(node, problem);
  const start = offsetInSource(node, offset);
  return diagnoseSpan(node.source, { start, end: start + Math.max(1, length) }, problem);
}

function placed(source: SourceText, location: Location, problem: Problem): Diagnostic {
  const { severity = "error", code, summary, expected, found, suggestions, ...rest } = problem;
  return {
    ...rest,
    code,
    severity,
    summary: printable(summary),
    ...(expected === undefined ? {} : { expected: printable(expected) }),
    ...(found === undefined ? {} : { found: printable(found) }),
    ...(suggestions === undefined || suggestions.length === 0
      ? {}
      : { suggestions: suggestions.map(printable) }),
    location,
    frame: codeFrame(source, location),
  };
}

function printable(text: string): string {
  return visibleText(text).replace(/[\r\n\t]+/g, " ");
}
