/** An expression that means harm, and what it is evaluated on. */
export interface HostileCase {
  readonly name: string;
  readonly source: string;
  /** Makes the input: some are too large to be kept. */
  readonly input: () => unknown;
}

type Row = readonly [source: string, input?: () => unknown];

const nothing = (): unknown => ({});

/** A group of cases; each is named after its place in the group. */
export function group(name: string, rows: readonly (string | Row)[]): readonly HostileCase[] {
  return rows.map((row, index) => {
    const [source, input = nothing] = typeof row === "string" ? [row] : row;
    const shown = source.length > 60 ? `${source.slice(0, 57)}...` : source;
    return { name: `${name} ${index + 1}: ${shown}`, source, input };
  });
}
