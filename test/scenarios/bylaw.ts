import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { hostedCommand } from "./hosted-command.ts";

export const root = resolve(import.meta.dirname, "../..");
const program = join(root, "bin/run.js");

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface HowToRun {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** File or device that takes stdout instead of the test. */
  readonly stdout?: string;
  /** In a process of its own, as users do: for what is about processes, threads or the engine's own settings. */
  readonly alone?: boolean;
  /** Called once the process, its own, runs: kill it, close its output … */
  readonly meddle?: (child: ChildProcess) => void;
}

/** An environment without the machine's own proxies, colours and bylaw variables. */
function cleanEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** What Node and its packages read once, when a process starts. */
const readAtStart = /^(NODE_|DEBUG$)/;

/** Runs the built command line, and waits for its end. */
export async function bylaw(args: readonly string[], how: HowToRun = {}): Promise<Ended> {
  const { cwd = root, env = {}, input = "", stdout, meddle } = how;
  const special =
    stdout !== undefined || meddle !== undefined || Object.keys(env).some((name) => readAtStart.test(name));
  if (how.alone === true || special) return await bylawAlone(args, how);
  const said = await hostedCommand({ args, cwd, env: { ...cleanEnvironment(), ...env }, input });
  return { ...said, signal: null };
}

/** Runs the built command line in a process of its own. */
function bylawAlone(
  args: readonly string[],
  { cwd = root, env = {}, input, stdout, meddle }: HowToRun,
): Promise<Ended> {
  const target = stdout === undefined ? "pipe" : openSync(stdout, "w");
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["pipe", target, "pipe"],
  });
  if (typeof target === "number") closeSync(target);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input ?? "");
  meddle?.(child);
  return new Promise((done) => {
    child.on("close", (status, signal) => {
      done({ status, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** A new folder with these files, path to text. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-test-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
