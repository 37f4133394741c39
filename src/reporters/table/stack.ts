import { wrappedText } from "./wrapped-text.ts";

const smallest = 20;

/** The same as a grid for narrow terminals: one labelled line per cell, a rule between rows. */
export function stack(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const room = Math.max(smallest, width - 2);
  return rows.map((row) => block(head, row, room)).join("");
}

function block(head: readonly string[], row: readonly string[], room: number): string {
  const lines = row.flatMap((cell, column) => {
    const [first = "", ...others] = cell.split("\n");
    const labelled = [`${head[column] ?? ""}: ${first}`, ...others];
    return cell === "" ? [] : labelled.flatMap((line) => wrappedText(line, room));
  });
  // The bar keeps text from a tenant off the start of a line.
  return `┌─\n${lines.map((line) => `│ ${line}\n`).join("")}`;
}
