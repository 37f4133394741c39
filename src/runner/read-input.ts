import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { UsageError } from "../model/usage-error.ts";

/**
 * Text of a file, or of stdin for `-`.
 *
 * @param what how messages name it: `--input`
 * @throws UsageError when it cannot be read
 */
export async function readInput(path: string, what: string): Promise<string> {
  try {
    return path === "-" ? await text(process.stdin) : await readFile(path, "utf8");
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
