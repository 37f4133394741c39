/** The text that a column stands for: undoes what stores do to a backslash, a NUL and half a surrogate pair. */
export function columnValue(text: string): string {
  return text.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code: string | undefined) =>
    code === undefined ? "\\" : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
