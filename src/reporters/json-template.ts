import type { JsonObject } from "../model/json.ts";
import { jsonText } from "./json-text.ts";

/** Makes a place in a shape: what stands there is JSON text that is made of each item. */
export type Hole<Item> = (textOf: (item: Item) => string) => JsonObject;

// No text can look like a hole: in JSON a quotation mark within a text is escaped, and after one that ends a
// text comes no `\`.
const mark = "\0";
const marks = /\{"\\u0000":\d+\}/;

/**
 * Writes items as JSON objects that are alike but for some places: what is the same in all of them is written
 * once.
 */
export function jsonTemplate<Item>(shape: (hole: Hole<Item>) => JsonObject): (item: Item) => string {
  const holes: ((item: Item) => string)[] = [];
  const text = jsonText(shape((textOf) => ({ [mark]: holes.push(textOf) })));
  const [start = "", ...rest] = text.split(marks);
  const parts = holes.map((textOf, index) => ({ textOf, after: rest[index] }));
  return (item) => {
    let result = start;
    for (const { textOf, after } of parts) result += textOf(item) + after;
    return result;
  };
}
