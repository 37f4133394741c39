import { Readable } from "node:stream";
import type { Asked, Said } from "./hosted-command.ts";

// Runs command lines one after another in this process, as its parent asks. The program is the built one, by
// its own entry; only what would end the process, or go to its streams, is caught here.

const entry = new URL("../../bin/run.js", import.meta.url).href;
const start = process.cwd();
let runs = 0;

/** Ends nothing: the program's way of making sure that its process ends. */
Reflect.set(process, "reallyExit", () => undefined);
process.exit = (): never => {
  throw new Error("A command that ends its process cannot share it: run it alone.");
};

/** Makes the environment this one, and no other. */
function replaceEnvironment(env: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** Keeps what is written to a stream. */
function capture(stream: NodeJS.WriteStream): { text(): string; release(): void } {
  const pieces: Buffer[] = [];
  const write: typeof stream.write = (
    piece: string | Uint8Array,
    encoding?: unknown,
    done: unknown = encoding,
  ) => {
    pieces.push(typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece));
    if (typeof done === "function") queueMicrotask(() => done(null));
    return true;
  };
  const original = stream.write;
  stream.write = write;
  return {
    text: () => Buffer.concat(pieces).toString(),
    release: () => {
      stream.write = original;
    },
  };
}

async function run({ args, cwd, env, input }: Asked): Promise<Said> {
  replaceEnvironment(env);
  process.chdir(cwd);
  process.argv = [process.execPath, entry, ...args];
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  const out = capture(process.stdout);
  const err = capture(process.stderr);
  try {
    runs += 1;
    await import(`${entry}?${runs}`);
    return { status: Number(process.exitCode), stdout: out.text(), stderr: err.text() };
  } finally {
    out.release();
    err.release();
    for (const event of ["exit", "uncaughtException"]) process.removeAllListeners(event);
    process.chdir(start);
  }
}

process.on("message", async (asked: Asked) => {
  process.send?.(await run(asked));
});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
