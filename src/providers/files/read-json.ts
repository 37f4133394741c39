import { decodeJson } from "../../http/decode-json.ts";
import { malformed, type ReadFormat, readWhole, recordsOf } from "./file-records.ts";

const maxBytes = 64 * 1024 * 1024;

/** A JSON document that is, or holds, a list of records. */
export const readJson: ReadFormat = async function* (file, { at }, now) {
  const bytes = readWhole(file, maxBytes);
  if (bytes === undefined)
    return [{ code: "refused", message: "The file is over 64 MB: use files.ndjson, which is streamed" }];
  const decoded = decodeJson(bytes);
  if (!decoded.ok) return [malformed(decoded.problem)];
  return yield* recordsOf(decoded.value, at, now);
};
