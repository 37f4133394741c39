import type { Diagnostic } from "../../model/diagnostic.ts";
import { nearest } from "../../model/nearest.ts";
import { diagnoseKey, type Problem } from "../text/diagnose.ts";
import { visibleText } from "../text/forbidden-character.ts";
import type { GivenValue } from "./given-value.ts";

/**
 * Values given for variables that no policy declares: most likely misspelt, and then a default would be
 * used unnoticed.
 *
 * @param narrowed true when only some of the project's policies were loaded: what bylaw.yaml, files and the
 * environment hold may then be meant for others, and is only told where it looks misspelt
 */
export function unknownVariables(
  given: readonly GivenValue[],
  declared: ReadonlySet<string>,
  narrowed: boolean,
): readonly Diagnostic[] {
  return given.flatMap(({ name, value, origin }) => {
    if (declared.has(name)) return [];
    const guess = nearest(name, declared);
    const forOthers = narrowed && origin !== "--var";
    if (forOthers && guess === undefined) return [];
    const shown = visibleText(name);
    const problem: Problem & { severity: Diagnostic["severity"] } = {
      code: "unknown-variable",
      severity: forOthers ? "warning" : "error",
      summary: `No policy has the variable "${shown}", for which ${visibleText(origin)} gives a value.`,
      ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
    };
    return [typeof value === "string" ? problem : diagnoseKey(value, problem)];
  });
}
