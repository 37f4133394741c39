import { isJsonObject, type Json } from "./json.ts";

/** True for names joined by dots: a path that needs no expression engine. */
export function isPlainPath(path: string): boolean {
  return /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/.test(path);
}

/**
 * Follows own properties along a plain path. Unlike an expression it tells an empty list from a missing one
 * and keeps a list of one a list.
 *
 * @returns undefined where a step is missing or not an object
 */
export function readPath(value: Json, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const name of path.split(".")) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}
