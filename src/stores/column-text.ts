/**
 * Text for a column of a database. Databases keep neither half a surrogate pair nor, as text, what follows a
 * NUL, and two ids must never become the same: those are written as in JSON (`\u0000`, `\ud800`), and so that
 * this can be undone, a backslash is doubled. All else stands as it is.
 */
export function columnText(text: string): string {
  return text.replace(/[\\\0]|[\ud800-\udfff]/gu, (found) =>
    found === "\\" ? "\\\\" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
