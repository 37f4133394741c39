import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { parse as parseCsv } from "csv-parse/sync";
import { parseDocument } from "yaml";
import { byteLines } from "../../model/byte-lines.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** Formats of files that records can be read from. */
export const fileFormats = ["ndjson", "json", "yaml", "csv"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** A page of records, or what is wrong with a part of the file. */
export type FilePart = { readonly records: readonly JsonObject[] } | { readonly problem: string };

/** Takes the records out of a whole document. Throws what the expression throws. */
export type PickRecords = (document: Json) => Json | undefined;

const pageSize = 1_000;
const maxLine = 1024 * 1024;
const maxDocument = 256 * 1024 * 1024;

/** Reads a file's records page by page. Problems name lines, never their content. */
export function* readRecords(path: string, format: FileFormat, pick: PickRecords): Generator<FilePart> {
  if (format === "ndjson") yield* readLines(path);
  else yield* readDocument(path, format, pick);
}

function* readLines(path: string): Generator<FilePart> {
  let records: JsonObject[] = [];
  const bad: number[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const { number, bytes } of byteLines(chunks(path), maxLine)) {
    if (bytes?.byteLength === 0) continue;
    const record = bytes === undefined ? undefined : parseLine(decoder, bytes);
    if (record === undefined) bad.push(number);
    else records.push(record);
    if (records.length < pageSize) continue;
    yield { records };
    records = [];
  }
  yield { records };
  if (bad.length === 0) return;
  const lines = bad.slice(0, 10).join(", ") + (bad.length > 10 ? " …" : "");
  yield {
    problem: `${bad.length} ${bad.length === 1 ? "line is" : "lines are"} not a JSON object (line ${lines})`,
  };
}

function parseLine(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(decoder.decode(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function* chunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = new Uint8Array(maxLine);
      const size = readSync(file, chunk);
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

function* readDocument(
  path: string,
  format: Exclude<FileFormat, "ndjson">,
  pick: PickRecords,
): Generator<FilePart> {
  if (statSync(path).size > maxDocument) {
    yield { problem: "The file is larger than 256 MB; export it as NDJSON" };
    return;
  }
  let picked: Json | undefined;
  try {
    picked = pick(parseDocumentText(readFileSync(path), format));
  } catch {
    yield { problem: `The file is not valid ${format.toUpperCase()}, or 'at' cannot be evaluated over it` };
    return;
  }
  if (picked === undefined) {
    yield { problem: "'at' finds nothing in the file" };
    return;
  }
  const list: readonly Json[] = Array.isArray(picked) ? picked : [picked];
  const records = list.filter(isJsonObject);
  for (let from = 0; from < records.length; from += pageSize)
    yield { records: records.slice(from, from + pageSize) };
  const left = list.length - records.length;
  if (left > 0) yield { problem: `${left} of ${list.length} entries are not objects` };
}

function parseDocumentText(bytes: Uint8Array, format: Exclude<FileFormat, "ndjson">): Json {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (format === "json") return JSON.parse(text);
  if (format === "csv") return parseTable(text);
  const document = parseDocument(text, { schema: "core", stringKeys: true });
  if (document.errors.length > 0 || document.warnings.length > 0) throw new Error("not valid YAML");
  return document.toJS({ maxAliasCount: 0 });
}

/** A header is required and names each column once. Cells stay text; an empty cell is a missing field. */
function parseTable(text: string): readonly JsonObject[] {
  const [header = [], ...rows]: string[][] = parseCsv(text, { bom: true, skip_empty_lines: true });
  if (header.length === 0 || new Set(header).size < header.length || header.includes(""))
    throw new Error("bad header");
  return rows.map((row) =>
    Object.fromEntries(
      header.flatMap((name, index) => (row[index] === "" ? [] : [[name, row[index] ?? ""]])),
    ),
  );
}
