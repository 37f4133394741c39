import { parseJson } from "../../http/decode-json.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { leastLength } from "./least-length.ts";

/** Characters that a repeated key takes at least. */
const leastRepetition = 5;

/** The value as it would be written and read again: without a negative zero. */
function rewritten(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/**
 * Parses a line as `parseJson` does, in the time of `JSON.parse` where the text is as short as can be.
 *
 * @throws when it is no object, or one that may not be evaluated as it is; which of them, `readNdjson` says
 */
export function parseRecord(text: string): JsonObject {
  const record: unknown = JSON.parse(text);
  if (!isJsonObject(record)) throw new SyntaxError("The line holds no object");
  // A key with an escape may be misread.
  if (text.length - leastLength(record) < leastRepetition && !text.includes("\\")) return record;
  const decoded = parseJson(text);
  if (!decoded.ok || !isJsonObject(decoded.value)) throw new SyntaxError("The line is not read as it is");
  if (decoded.plain) return decoded.value;
  const exact = rewritten(decoded.value);
  if (leastLength(exact) === Number.NEGATIVE_INFINITY) throw new RangeError("The record is not evaluated");
  return exact;
}
