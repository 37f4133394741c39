import { Readable } from "node:stream";
import { type Info, parse } from "csv-parse";
import type { IncompleteReason } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";
import { isReservedKey } from "../../model/reserved-keys.ts";
import { createLineProblems, malformed, pageSize, type ReadFormat } from "./file-records.ts";
import type { OpenFile } from "./open-file.ts";

/** Longest row, in bytes. */
const maxRow = 1024 * 1024;

/** A row with the line it ends on. */
interface Row {
  readonly record: readonly string[];
  readonly info: Info;
}

function* textOf(file: OpenFile): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const chunk of file.chunks()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** @returns what is wrong with a header, in words that quote nothing of it */
function headerProblem(header: readonly string[]): string | undefined {
  if (header.some((name) => name === "")) return "has a header with an empty name";
  if (new Set(header).size !== header.length) return "has a header that repeats a name";
  return header.some(isReservedKey) ? "has a header with a reserved name" : undefined;
}

function recordOf(header: readonly string[], row: readonly string[]): JsonObject {
  return Object.fromEntries(
    header.map((name, index) => [name, row[index] ?? ""]).filter(([, value]) => value !== ""),
  );
}

function failure(error: unknown): IncompleteReason {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return malformed(code.startsWith("CSV_") ? `is not valid CSV (${code})` : "is not valid UTF-8");
}

/** Rows under a header, read as they come; every value is text, and an empty one is left out. */
export const readCsv: ReadFormat = async function* (file) {
  const problems = createLineProblems();
  const parser = parse({
    bom: true,
    info: true,
    // Else the end of the first line decides for all, and the others become part of a value.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRow,
  });
  const source = Readable.from(textOf(file));
  source.on("error", (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  let page: JsonObject[] = [];
  try {
    const rows: AsyncIterable<Row> = source.pipe(parser);
    for await (const { record, info } of rows) {
      if (header === undefined) {
        header = record;
        const problem = headerProblem(header);
        if (problem !== undefined) return [malformed(problem)];
      } else if (record.length !== header.length) {
        problems.add(info.lines, "it has another number of values than the header");
      } else page.push(recordOf(header, record));
      if (page.length < pageSize) continue;
      yield page;
      page = [];
    }
  } catch (error) {
    yield page;
    return [failure(error), ...problems.reasons()];
  } finally {
    source.destroy();
  }
  if (header === undefined) return [malformed("has no header")];
  if (page.length > 0) yield page;
  return problems.reasons();
};
