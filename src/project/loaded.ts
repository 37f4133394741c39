import type { Diagnostic } from "../model/diagnostic.ts";

/** What every stage of loading gives back beside its value. */
export interface Loaded {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files read, by the name used in locations. */
  readonly sources: ReadonlyMap<string, string>;
}
