import type { JsonObject } from "../model/json.ts";
import { isPlainPath, readPath } from "../model/read-path.ts";

/** Reads the id of a record at a plain path. @throws Error for any other expression */
export function plainId(path: string): (record: JsonObject) => string | undefined {
  if (!isPlainPath(path)) throw new Error(`The id ${path} is an expression: give idOf.`);
  const read = path.includes(".")
    ? (record: JsonObject) => readPath(record, path)
    : (record: JsonObject) => (Object.hasOwn(record, path) ? record[path] : undefined);
  return (record) => {
    const value = read(record);
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
}
