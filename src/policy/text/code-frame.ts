import type { Location } from "../../model/location.ts";
import { visibleText } from "./forbidden-character.ts";
import { lineText, type SourceText } from "./source-text.ts";

/** Lines shown before and after the one at fault. */
const context = 2;
/** Columns shown of a line. */
const widest = 100;

/** `key: value` where the key says that the value is a secret; references (`{ env: NAME }`) are not. */
const secret = /((?:secret|passw(?:or)?d|token|api_?key|private_?key)["']?\s*:\s*)([^\s{[,}#][^,}]*)/gi;

/** `env: value` where the value cannot be the name of a variable: it may be what the variable should hold. */
const misplaced = /(\benv["']?\s*:\s*)(?!["']?[A-Za-z_][A-Za-z0-9_]*["']?\s*(?:[},#]|$))([^\s{[,}#][^,}]*)/gi;

/**
 * The lines around a location, the one at fault marked and underlined:
 *
 *       3 | rules:
 *     > 4 |   a: { chekc: orphans }
 *         |        ^^^^^
 *
 * Safe to print: control characters are replaced, what looks like a secret written into the file is
 * starred, long lines are cut around the caret.
 */
export function codeFrame(source: SourceText, location: Location): string {
  const first = Math.max(1, location.line - context);
  const last = Math.min(source.lineStarts.length, location.line + context);
  const gutter = String(last).length;
  const marked =
    location.endLine === location.line ? (location.endColumn ?? location.column) : location.column;
  const shift = marked > widest ? Math.max(0, location.column - 1 - Math.floor(widest / 2)) : 0;
  const rows: string[] = [];
  for (let line = first; line <= last; line++) {
    const text = lineText(source, line);
    if (line === last && line > location.line && text === "") break;
    const mark = line === location.line ? ">" : " ";
    rows.push(`${mark} ${String(line).padStart(gutter)} | ${cut(text, shift)}`.trimEnd());
    if (line === location.line) rows.push(`  ${" ".repeat(gutter)} | ${underline(text, location, shift)}`);
  }
  return rows.join("\n");
}

function cut(text: string, shift: number): string {
  const star = (_: string, key: string, value: string): string => key + "*".repeat(value.length);
  const clean = visibleText(text).replaceAll("\t", " ").replace(secret, star).replace(misplaced, star);
  const shown = clean.slice(shift, shift + widest);
  const before = shift > 0 && shown.length > 0 ? `…${shown.slice(1)}` : shown;
  return clean.length > shift + widest ? `${before}…` : before;
}

function underline(text: string, location: Location, shift: number): string {
  const start = location.column - 1;
  const sameLine = location.endLine === undefined || location.endLine === location.line;
  const end = sameLine ? (location.endColumn ?? location.column + 1) - 1 : text.trimEnd().length;
  const length = Math.max(1, Math.min(end - start, shift + widest - start));
  return `${" ".repeat(start - shift)}${"^".repeat(length)}`;
}
