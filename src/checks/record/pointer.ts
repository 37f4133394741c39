import type { Place } from "./place.ts";

/** Property names that cannot be anything but a name; what else a key holds may be personal data. */
const plainName = /^[\p{L}_$][\p{L}\p{N}_$.-]{0,63}$/u;
const manyDigits = /\p{Nd}{4}/u;
const listIndex = /^\d{1,9}$/;

/**
 * JSON Pointer to a place. Tenants use e-mail addresses and numbers as property names; a segment that
 * is not a plain name is therefore written `*`.
 */
export function pointerTo(place: Place): string {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (at.name !== undefined)
      segments.push(typeof at.name === "number" ? String(at.name) : maskName(at.name));
  }
  return segments.toReversed().map(toSegment).join("");
}

/** JSON Pointer of property names from a policy, which need no masking. */
export function pointerOf(names: readonly (string | number)[]): string {
  return names.map((name) => toSegment(String(name))).join("");
}

/** The same pointer for every element of a list: indexes become `*`, so that identities survive reordering. */
export function withoutIndexes(pointer: string): string {
  return pointer
    .split("/")
    .map((segment) => (listIndex.test(segment) ? "*" : segment))
    .join("/");
}

/** A pointer that something else wrote, with the segments masked that `pointerTo` would mask. */
export function maskPointer(pointer: string): string {
  return pointer
    .split("/")
    .map((segment, index) => (index === 0 || listIndex.test(segment) ? segment : maskName(segment)))
    .join("/");
}

/** A property name as it may be shown: itself when it is a plain name, else `*`. */
export function maskName(name: string): string {
  return plainName.test(name) && !manyDigits.test(name) && !name.includes("@") ? name : "*";
}

function toSegment(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
