import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** One of the five systems, with its rows by number. */
export interface System {
  readonly system: string;
  readonly title: string;
  readonly question: string;
  /** Folder below examples. */
  readonly example: string;
  readonly rows: Readonly<Record<string, string>>;
}

/** A test below test/systems. */
export interface SystemTest {
  /** Number that its title begins with; empty where it begins with none. */
  readonly row: string;
  /** Name of its file. */
  readonly file: string;
  /** The rest of its title. */
  readonly title: string;
}

/** The five systems as systems.yaml lists them. */
export function systemRows(root: string): readonly System[] {
  return parse(readFileSync(join(root, "scripts/generate/systems.yaml"), "utf8"));
}

/** Every test below test/systems, in the order of files and lines; one that runs on both surfaces is there once. */
export function systemTests(root: string): readonly SystemTest[] {
  const folder = join(root, "test/systems");
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const calls = text.matchAll(/^\s*it(?:\.each\([\s\S]*?\))?\(\s*["'`](.*?)["'`],/gm);
    return [...calls].map(([, whole = ""]) => {
      const [, row = "", title = whole] = /^(\d\.\d) (.*)$/.exec(whole) ?? [];
      return { row, file, title };
    });
  });
}
