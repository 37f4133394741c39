import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { compileMapping, type Mapping } from "../../delivery/compile-mapping.ts";
import { presets } from "../../delivery/presets/index.ts";
import { ExpressionError } from "../../expression/index.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";

function refuse(diagnostic: Omit<Diagnostic, "severity">): UsageError {
  return new UsageError([{ severity: "error", ...diagnostic }]);
}

function sourceOf(map: string): string {
  const preset = presets.get(map);
  if (preset !== undefined) return preset;
  if (!/[./\\]/.test(map)) {
    const guess = nearest(map, [...presets.keys()]);
    throw refuse({
      code: "unknown-mapping",
      summary: "--map names no mapping that is built in.",
      expected: `${[...presets.keys()].join(", ")}, or a file that ends with .jsonata`,
      found: map,
      ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
    });
  }
  try {
    return readFileSync(resolve(map), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw refuse({ code: "unreadable-file", summary: `--map cannot be read (${code}).`, found: map });
  }
}

/**
 * The mapping that `--map` names; absent, records stay as they are.
 *
 * @param now what `$now()` says in it, epoch milliseconds
 * @throws UsageError
 */
export function readMapping(map: string | undefined, now: number): Mapping {
  const source = map === undefined ? undefined : sourceOf(map);
  try {
    return compileMapping(source, now);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const where = error.position === undefined ? "" : ` at character ${error.position}`;
    throw refuse({ code: error.code, summary: `--map is no expression${where}: ${error.message}` });
  }
}
