import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** A command line, and everything it can tell apart from outside. */
export interface Asked {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
}

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const program = join(import.meta.dirname, "command-host.ts");
const idle: ChildProcess[] = [];

function startHost(): ChildProcess {
  const host = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  // It ends when this process does, and does not keep it.
  host.unref();
  host.channel?.unref();
  return host;
}

/**
 * Runs the built command line in a process that others have used before: most of what a short command costs is
 * the start of its process. Commands at the same time have a process each.
 */
export function hostedCommand(asked: Asked): Promise<Said> {
  const host = idle.pop() ?? startHost();
  return new Promise((resolve, reject) => {
    const onExit = (status: number | null, signal: NodeJS.Signals | null): void =>
      reject(new Error(`bylaw ${asked.args.join(" ")} ended its host: ${signal ?? status}`));
    host.once("exit", onExit);
    host.once("message", (said: Said) => {
      host.off("exit", onExit);
      // An error that reached the process stays with it.
      if (said.status === 70) host.kill("SIGKILL");
      else idle.push(host);
      resolve(said);
    });
    host.send(asked);
  });
}
