import { parseAllDocuments } from "yaml";
import { isJsonObject, type Json } from "../../model/json.ts";
import { malformed, type ReadFormat, readWhole, recordsOf } from "./file-records.ts";

/** YAML is slow to read, and its size bounds what its aliases can grow to. */
const maxBytes = 4 * 1024 * 1024;
const maxAliases = 100;
const maxDepth = 160;

/** Plain JSON: integers beyond 2^53 keep their digits as text. @throws RangeError when nested too deeply */
function plain(value: unknown, depth: number): Json {
  if (depth === 0) throw new RangeError("nested too deeply");
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, depth - 1));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member, depth - 1)]));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** @returns the document, or what is wrong with it in words that quote nothing of it */
function parseYaml(text: string): { ok: true; value: Json } | { ok: false; problem: string } {
  try {
    const [document, second] = parseAllDocuments(text, {
      version: "1.2",
      intAsBigInt: true,
      logLevel: "silent",
      prettyErrors: false,
    });
    if (second !== undefined) return { ok: false, problem: "holds several documents" };
    if (document === undefined) return { ok: true, value: null };
    const [error] = document.errors;
    if (error !== undefined) {
      const line = text.slice(0, error.pos[0]).split("\n").length;
      return { ok: false, problem: `is not valid YAML (line ${line}, ${error.code})` };
    }
    return { ok: true, value: plain(document.toJS({ maxAliasCount: maxAliases }), maxDepth) };
  } catch {
    return { ok: false, problem: "is nested too deeply or has too many aliases" };
  }
}

/** A YAML document that is, or holds, a list of records. */
export const readYaml: ReadFormat = async function* (file, { at }, now) {
  const bytes = readWhole(file, maxBytes);
  if (bytes === undefined)
    return [{ code: "refused", message: "The file is over 4 MB: use files.ndjson, which is streamed" }];
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return [malformed("is not valid UTF-8")];
  }
  const parsed = parseYaml(text);
  if (!parsed.ok) return [malformed(parsed.problem)];
  return yield* recordsOf(parsed.value, at, now);
};
