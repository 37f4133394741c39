import { decodeJson } from "../../http/decode-json.ts";
import { byteLines } from "../../model/byte-lines.ts";
import { isJsonObject } from "../../model/json.ts";
import { LinePage } from "../../model/line-page.ts";
import { createLineProblems, type ReadFormat, withoutMark } from "./file-records.ts";
import { isBlank } from "./is-blank.ts";

/** Longest line, in bytes: the limit for a record and room for spaces. */
const maxLine = 2 * 1024 * 1024;
/** Records handed out at a time: so few that they are gone before the collector would move them. */
const pageSize = 64;

/** One JSON object a line, read a megabyte at a time; a bad line does not end the file. */
export const readNdjson: ReadFormat = async function* (file) {
  const problems = createLineProblems();
  let page = new LinePage();
  for (const { number, bytes } of byteLines(file.chunks(), maxLine)) {
    if (bytes === undefined) {
      problems.add(number, "it is too long");
      continue;
    }
    if (isBlank(bytes)) continue;
    const line = number === 1 ? withoutMark(bytes) : bytes;
    const decoded = decodeJson(line);
    if (!decoded.ok) problems.add(number, `it ${decoded.problem}`);
    else if (!isJsonObject(decoded.value)) problems.add(number, "it is not an object");
    else {
      page.push(decoded.value);
      page.lines.push(decoded.plain ? line : undefined);
    }
    if (page.length < pageSize) continue;
    yield page;
    page = new LinePage();
  }
  if (page.length > 0) yield page;
  return problems.reasons();
};
