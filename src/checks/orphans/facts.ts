import type { CheckContext } from "../../model/check.ts";
import type { Evidence } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import { ask } from "../answers/answer.ts";
import type { OptionsReader } from "../options/options-reader.ts";

/** What is told of a resource that is not used, and where it is by default. */
export const factDefaults = {
  type: "type",
  lastModified: "modifiedAt",
  modifiedBy: "modifiedBy.id",
  isPublished: "published",
} as const;

type Standing = "orphan" | "tolerated" | "versioned" | "excluded" | "too-young" | "cross-org";

/** Evidence by which reports tell what became of a resource. */
export function standing(found: Standing): Evidence {
  return { name: "standing", found };
}

/** Reads the facts of a record: what is not there is left out, since it decides nothing. */
export function factReader(
  options: OptionsReader,
  context: CheckContext,
): (record: JsonObject) => readonly Evidence[] {
  const given = options.item("facts");
  const expressions = Object.entries(factDefaults).map(
    ([name, source]) => [name, context.compile(given?.text(name) ?? source)] as const,
  );
  return (record) =>
    expressions.flatMap(([name, expression]) => {
      const answer = ask(expression, record);
      const value = "outcome" in answer ? undefined : answer.value;
      return ["string", "number", "boolean"].includes(typeof value) ? [{ name, found: String(value) }] : [];
    });
}
