import { isJsonObject, type Json } from "../../model/json.ts";

function editAt(value: Json, keys: readonly string[], replacement: Json | undefined): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return replacement ?? null;
  if (Array.isArray(value)) {
    if (key === "-") return [...value, replacement ?? null];
    return value.flatMap((element: Json, index) => {
      if (String(index) !== key) return [element];
      return rest.length === 0 && replacement === undefined ? [] : [editAt(element, rest, replacement)];
    });
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== key);
  const known = Object.hasOwn(value, key) ? value[key] : undefined;
  if (rest.length === 0)
    return Object.fromEntries(replacement === undefined ? entries : [...entries, [key, replacement]]);
  return known === undefined
    ? value
    : Object.fromEntries([...entries, [key, editAt(known, rest, replacement)]]);
}

/** A copy of a JSON value without what a JSON Pointer names, or with another value there. */
export function editJson(value: Json, pointer: string, replacement: Json | undefined): Json {
  const keys = pointer.split("/").slice(1);
  return editAt(
    value,
    keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")),
    replacement,
  );
}
