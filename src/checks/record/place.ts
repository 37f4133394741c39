import { isJsonObject, type Json } from "../../model/json.ts";

/** A value inside a record and how it was reached; linked upwards so that a walk allocates little. */
export interface Place {
  readonly parent?: Place;
  /** Property name or list index; undefined at the top. */
  readonly name?: string | number;
  readonly value: Json;
}

/** The places directly inside a value: own properties or list elements, in order. */
export function childrenOf(place: Place): readonly Place[] {
  const { value } = place;
  if (isJsonObject(value))
    return Object.entries(value).map(([name, child]) => ({ parent: place, name, value: child }));
  if (Array.isArray(value)) return value.map((child: Json, name) => ({ parent: place, name, value: child }));
  return [];
}

/** Puts the places directly inside a value on a stack, so that they come off it in order. */
export function pushChildren(stack: Place[], parent: Place): void {
  const { value } = parent;
  if (Array.isArray(value)) {
    for (let name = value.length - 1; name >= 0; name -= 1) stack.push({ parent, name, value: value[name] });
  } else if (isJsonObject(value)) {
    const names = Object.keys(value);
    for (let index = names.length - 1; index >= 0; index -= 1) {
      const name = names[index] ?? "";
      stack.push({ parent, name, value: value[name] ?? null });
    }
  }
}

/** Every place below one and itself, parents first, in document order; not recursive, so depth is no limit. */
export function* placesIn(top: Place): Generator<Place> {
  const stack = [top];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    yield place;
    pushChildren(stack, place);
  }
}
