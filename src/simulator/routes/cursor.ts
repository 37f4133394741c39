import { badRequest } from "../server/api-error.ts";

/** An opaque cursor: a position in the answer to one query. */
export function writeCursor(query: string, position: number): string {
  return Buffer.from(JSON.stringify([query, position])).toString("base64url");
}

/** The position in a cursor. Throws ApiError 400 when the cursor was made for another query or is none. */
export function readCursor(cursor: string, query: string): number {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(parts) && parts[0] === query && Number.isInteger(parts[1])) return Number(parts[1]);
  } catch {
    // Falls through to the refusal: what cannot be read is not a cursor.
  }
  throw badRequest("The cursor is not valid for this query.", "invalid.value");
}
