import type { Json } from "../../model/json.ts";

/** Blank to a reader: white space, zero-width characters and other default-ignorable ones. */
const blank = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** True for null, blank text, an empty list and an empty object. */
export function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") {
    const first = value.charCodeAt(0);
    return !(first > 0x20 && first < 0x7f) && blank.test(value);
  }
  return typeof value === "object" && Object.keys(value).length === 0;
}
