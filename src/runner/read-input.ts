import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { UsageError } from "../model/usage-error.ts";

/**
 * Text of a file, or of stdin for `-`, without a byte order mark.
 *
 * @param what how messages name it: `--input`
 * @throws UsageError when it cannot be read or is not UTF-8
 */
export async function readInput(path: string, what: string): Promise<string> {
  const bytes = await readBytes(path, what);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const summary = `${what} '${path}' is not UTF-8 text.`;
    throw new UsageError([{ code: "not-utf8", severity: "error", summary }]);
  }
}

async function readBytes(path: string, what: string): Promise<Uint8Array> {
  try {
    return path === "-" ? await buffer(process.stdin) : await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new UsageError([
      {
        code: "unreadable-file",
        severity: "error",
        summary: `${what} '${path}' cannot be read (${code}).`,
        suggestions: ["Check the path and its permissions."],
      },
    ]);
  }
}
