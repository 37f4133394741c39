import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bylaw, type Ended, root } from "./bylaw.ts";

interface Block {
  readonly language: string;
  /** Exit code that the last command of the block ends with: "```sh exit=1". */
  readonly exit: number;
  readonly text: string;
}

interface Command {
  readonly line: string;
  readonly exit: number;
  readonly output: string | undefined;
}

/** Fenced blocks of a Markdown text, in order. */
export function blocksOf(file: string): Block[] {
  const text = readFileSync(join(root, file), "utf8");
  const fences = text.matchAll(/^```(\w*)(?: exit=(\d+))?\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language = "", exit = "0", body = ""]) => ({
    language,
    exit: Number(exit),
    text: body,
  }));
}

/** Splits a command line as a shell does, quotes only. */
export function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** Every command of a page with the output that the page shows after it. */
export function commandsOf(file: string): Command[] {
  const blocks = blocksOf(file);
  return blocks.flatMap((block, index) => {
    if (block.language !== "sh") return [];
    const next = blocks[index + 1];
    const lines = block.text.trim().split("\n");
    return lines.map((line, at) => {
      const last = at === lines.length - 1;
      return {
        line,
        exit: last ? block.exit : 0,
        output: last && next?.language === "text" ? next.text : undefined,
      };
    });
  });
}

/** What a page shows of an output: a line with nothing but `…` stands for any lines, `…` in a line for any text. */
export function shown(output: string): RegExp {
  const literal = output.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/^…\n/gm, "(?:.*\\n)*?").replaceAll("…", ".*")}$`);
}

/** Runs a line of a page in a folder: bylaw as built, everything else in a shell. */
export async function runLine(
  line: string,
  cwd: string,
): Promise<Pick<Ended, "status" | "stdout" | "stderr">> {
  const [program, ...args] = words(line);
  if (program === "bylaw") return bylaw(args, { cwd });
  return spawnSync("sh", ["-c", line], { cwd, encoding: "utf8" });
}
