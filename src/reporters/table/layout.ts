import { grid } from "./grid.ts";
import { stack } from "./stack.ts";

/** Width used when the output is not a terminal, so that it does not depend on who reads it. */
const fixedWidth = 120;
const narrow = 80;
/** Beyond this a table is no longer read, and laying it out takes minutes. */
const mostRows = 200;

/** Lays out rows for the width at hand. Cells must be neutralised. */
export type Layout = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

/** @param width columns of the terminal, undefined when there is none */
export function layoutFor(width: number | undefined): Layout {
  const columns = width === undefined || width < 1 ? fixedWidth : width;
  const draw = columns < narrow ? stack : grid;
  return (head, rows) => {
    const more = rows.length - mostRows;
    return draw(head, rows.slice(0, mostRows), columns) + (more > 0 ? `… ${more} more, see -f json\n` : "");
  };
}
