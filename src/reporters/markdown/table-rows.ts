import { clippedText } from "../clipped-text.ts";
import { markdownText } from "../markdown-text.ts";
import type { ByteBudget } from "./byte-budget.ts";

const longest = 1_000;

/** A line of a Markdown table; cells are Markdown. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

export function tableHead(titles: readonly string[]): string {
  return tableRow(titles) + tableRow(titles.map(() => "---"));
}

/** Text from anywhere as a cell. */
export function textCell(text: string): string {
  return markdownText(clippedText(text, longest));
}

/** The same in the type of code, for names and ids. */
export function codeCell(text: string): string {
  return `<code>${textCell(text)}</code>`;
}

/** Rows while they fit the budget, then how many did not. */
export function* cappedRows(rows: Iterable<string>, total: number, budget: ByteBudget): Generator<string> {
  let written = 0;
  for (const row of rows) {
    if (!budget.take(row)) break;
    written += 1;
    yield row;
  }
  if (written < total) yield `\n**Truncated:** ${total - written} more, see the json report.\n`;
}
