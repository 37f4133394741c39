import type { Json } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import { parseTimestamp } from "../../time/timestamp.ts";

/** Tells whether a value is of a type; every test takes linear time. */
type TypeTest = (value: Json) => boolean;

function matching(pattern: RegExp): TypeTest {
  return (value) => typeof value === "string" && value.length <= 2_000 && pattern.test(value);
}

/** Types and formats of the short form, by name. */
const tests: ReadonlyMap<string, TypeTest> = new Map<string, TypeTest>([
  ["string", (value) => typeof value === "string"],
  ["number", (value) => typeof value === "number"],
  ["integer", (value) => typeof value === "number" && Number.isInteger(value)],
  ["boolean", (value) => typeof value === "boolean"],
  ["object", isJsonObject],
  ["array", Array.isArray],
  ["null", (value) => value === null],
  ["timestamp", (value) => typeof value === "string" && parseTimestamp(value) !== undefined],
  [
    "date",
    (value) =>
      typeof value === "string" && value.length === 10 && parseTimestamp(`${value}T00:00:00Z`) !== undefined,
  ],
  ["uuid", matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)],
  ["email", matching(/^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/)],
  [
    "uri",
    (value) => typeof value === "string" && /^[a-z][a-z0-9+.-]{0,30}:/i.test(value) && URL.canParse(value),
  ],
  ["ipv4", matching(/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/)],
]);

/** Names that the short form knows. */
export const fieldTypeNames: readonly string[] = [...tests.keys()];

/** Whether a value is of the named type; undefined for a name that is none. */
export function isOfType(value: Json, name: string): boolean | undefined {
  return tests.get(name)?.(value);
}
