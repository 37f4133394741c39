import type { ScalarNode } from "./source-node.ts";

/**
 * Where a character of a string's value is written in the document. Exact for plain and quoted
 * scalars on one line and for block scalars; where lines are folded, exact unless an escape is involved.
 *
 * @param offset UTF-16 offset in the value
 * @returns offset in the document; the start of the scalar when it cannot be told
 */
export function offsetInSource(node: ScalarNode, offset: number): number {
  if (typeof node.value !== "string") return node.start;
  const written = node.source.text.slice(node.start, node.end);
  if (node.style === "double" && !/[\r\n]/.test(written)) return node.start + escapedOffset(written, offset);
  if (node.style === "single" && !/[\r\n]/.test(written)) return node.start + quotedOffset(written, offset);
  return foldedOffset(node, node.value, offset);
}

/** Length of an escape sequence by the letter after the backslash; 2 for all others. */
const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function escapedOffset(written: string, offset: number): number {
  let index = 1;
  let produced = 0;
  while (produced < offset && index < written.length - 1) {
    if (written[index] !== "\\") {
      index += 1;
      produced += 1;
      continue;
    }
    const letter = written[index + 1] ?? "";
    const length = escapeLengths[letter] ?? 2;
    const code = length > 2 ? Number.parseInt(written.slice(index + 2, index + length), 16) : 0;
    index += length;
    produced += code > 0xffff ? 2 : 1;
  }
  return index;
}

function quotedOffset(written: string, offset: number): number {
  let index = 1;
  for (let produced = 0; produced < offset && index < written.length - 1; produced++) {
    index += written[index] === "'" ? 2 : 1;
  }
  return index;
}

/** Finds each written line in the value, in order: a break becomes a space, a newline or nothing. */
function foldedOffset(node: ScalarNode, value: string, offset: number): number {
  const { text } = node.source;
  const quote = node.style === "single" || node.style === "double" ? 1 : 0;
  const end = node.end - quote;
  let lineStart = node.style === "block" ? afterBreak(text, node.start) : node.start + quote;
  let searched = 0;
  while (lineStart < end) {
    const next = afterBreak(text, lineStart);
    const line = text.slice(lineStart, Math.min(next, end)).replace(/[\r\n]+$/, "");
    const content = line.trim();
    const at = content === "" ? -1 : value.indexOf(content, searched);
    if (content !== "" && at === -1) return node.start;
    if (at !== -1) {
      const indent = line.length - line.trimStart().length;
      if (offset < at) return lineStart + Math.max(0, indent - (at - offset));
      if (offset <= at + content.length) return lineStart + indent + (offset - at);
      searched = at + content.length;
    }
    lineStart = next;
  }
  return node.start;
}

function afterBreak(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed === -1 ? text.length : feed + 1;
}
