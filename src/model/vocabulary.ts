import { isJsonObject, type JsonObject } from "./json.ts";

/** Where the values that parameters may have are listed. */
export interface Vocabulary {
  /** Full name of the data source that lists them, one combination a record. */
  readonly source: string;
  /** Parameters with the field of that record that has the value, or a list with it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads `vocabulary` of a data source's description; undefined for what its schema does not let through. */
export function vocabularyOf({ source, fields }: JsonObject): Vocabulary | undefined {
  if (typeof source !== "string" || !isJsonObject(fields)) return undefined;
  const entries = Object.entries(fields).flatMap(([name, field]) =>
    typeof field === "string" ? [[name, field] as const] : [],
  );
  return { source, fields: Object.fromEntries(entries) };
}
