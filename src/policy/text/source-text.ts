import type { Location } from "../../model/location.ts";

/** The text of one document and where its lines begin; what every position refers to. */
export interface SourceText {
  /** Path as people see it: relative to the project folder, forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

/** Half-open range of offsets (UTF-16 code units) in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Prepares a text for look-ups of line and column. `\n`, `\r\n` and `\r` end a line. */
export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) lineStarts.push(index + lineBreak.length);
  return { file, text, lineStarts };
}

/** 1-based line and column of an offset; offsets outside the text give the nearest place inside. */
export function positionAt(
  source: SourceText,
  offset: number,
): { readonly line: number; readonly column: number } {
  const inside = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.lineStarts[middle] ?? 0) <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: inside - (source.lineStarts[low] ?? 0) + 1 };
}

/** A range of the text as a location. */
export function locationOf(source: SourceText, span: Span): Location {
  const { line, column } = positionAt(source, span.start);
  if (span.end <= span.start) return { file: source.file, line, column };
  const end = positionAt(source, span.end);
  return { file: source.file, line, column, endLine: end.line, endColumn: end.column };
}

/** Text of a 1-based line without its line break; empty when there is no such line. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, source.lineStarts[line] ?? source.text.length).replace(/[\r\n]+$/, "");
}
