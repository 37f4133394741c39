import { resolve } from "node:path";
import type { Collector } from "../../model/collector.ts";
import type { JsonObject } from "../../model/json.ts";

/** Where a collector's state and its dead letters are. */
export type StateAt =
  /** Absolute paths. */
  { readonly file: string; readonly deadLetters: string } | { readonly postgres: JsonObject };

export function stateAt({ state }: Collector, root: string): StateAt {
  if ("postgres" in state) return state;
  const file = resolve(root, state.file);
  return { file, deadLetters: `${file}.dead-letters.ndjson` };
}

/** How messages and the status name them. Nothing of a database's address is told: it may hold a password. */
export function namesOfState(
  at: StateAt,
  collector: string,
): { readonly state: string; readonly deadLetters: string } {
  if ("file" in at) return { state: at.file, deadLetters: at.deadLetters };
  const schema = String(at.postgres["schema"] ?? "bylaw");
  const of = `of "${collector}" in the schema "${schema}" of PostgreSQL`;
  return { state: `the state ${of}`, deadLetters: `the table collector_dead_letters, rows ${of}` };
}
