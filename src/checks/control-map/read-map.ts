import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** What a rule id of a record stands for. */
export interface Mapping {
  readonly controls: readonly string[];
  /** Violations that are let pass, by severity; `all` means any number. */
  readonly tolerance: ReadonlyMap<string, number | "all">;
}

/** The option `map`. It was validated when the policy was loaded. */
export function readMap(options: JsonObject): ReadonlyMap<string, Mapping> {
  const map = options["map"];
  return new Map(
    Object.entries(isJsonObject(map) ? map : {}).map(([id, entry]) => [id, mappingOf(entry)] as const),
  );
}

function mappingOf(entry: Json): Mapping {
  const { controls, tolerance } = isJsonObject(entry) ? entry : {};
  const tolerated = Object.entries(isJsonObject(tolerance) ? tolerance : {});
  return {
    controls: Array.isArray(controls) ? controls.filter((each) => typeof each === "string") : [],
    tolerance: new Map(
      tolerated.flatMap(([severity, limit]) =>
        limit === "all" || typeof limit === "number" ? [[severity, limit] as const] : [],
      ),
    ),
  };
}
