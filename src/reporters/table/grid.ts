import CliTable3 from "cli-table3";
import "./plain-cells.ts";
import { columnWidths } from "./column-widths.ts";
import { displayWidth } from "./display-width.ts";
import { wrappedText } from "./wrapped-text.ts";

/**
 * A bordered table. The library's own wrapping cuts long words and splits wide characters, so cells are
 * wrapped before it sees them; its colours are off, because it would write them into pipes too.
 *
 * @param rows cells of neutralised text; a newline separates lines that belong to the cell's own layout
 */
export function grid(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const natural = head.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => widest(row[column] ?? ""))),
  );
  const widths = columnWidths(natural, width - 3 * head.length - 1);
  const fitted = (row: readonly string[]) =>
    row.map((cell, column) => wrappedCell(cell, widths[column] ?? 1));
  const table = new CliTable3({
    head: fitted(head),
    colWidths: widths.map((columns) => columns + 2),
    style: { head: [], border: [] },
  });
  table.push(...rows.map(fitted));
  return `${table.toString()}\n`;
}

function widest(cell: string): number {
  return Math.max(...cell.split("\n").map(displayWidth));
}

function wrappedCell(cell: string, width: number): string {
  return cell
    .split("\n")
    .flatMap((line) => wrappedText(line, width))
    .join("\n");
}
