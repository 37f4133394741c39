import { isJsonObject, type Json } from "../../../model/json.ts";

function* textsIn(value: Json): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isJsonObject(value)) for (const member of Object.values(value)) yield* textsIn(member);
}

/** Every text in some lists; an id that is not among them is not referred to. */
export function referredIds(lists: readonly Json[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => [...textsIn(list)]));
}
