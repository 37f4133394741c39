import { Command } from "@oclif/core/command";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { jsonText } from "../reporters/json-text.ts";
import { exitCodes } from "../results/exit-code.ts";
import type { RunnerHost } from "../runner/runner-host.ts";
import { listenForInterruption } from "./interruption.ts";
import { renderDiagnostics } from "./render-diagnostics.ts";
import { reportError } from "./report-error.ts";
import { terminalProgress } from "./terminal-progress.ts";
import { writeAll } from "./write-stream.ts";

/** What every command shares: signals, progress on stderr, and an exit code as its result. */
export abstract class BylawCommand extends Command {
  /**
   * Runs the command's work. On SIGINT or SIGTERM the work is asked to stop and the signal's code is
   * returned, whatever the work had concluded by then.
   */
  protected async work(job: (host: RunnerHost) => Promise<number>): Promise<number> {
    const interruption = listenForInterruption();
    const progress = terminalProgress(process.stderr);
    const notices: string[] = [];
    const host: RunnerHost = {
      notice: (line) => notices.push(line),
      signal: interruption.signal,
      progress,
      env: process.env,
      tool: { name: "bylaw", version: this.config.version },
      packageRoot: this.config.root,
    };
    try {
      const code = await job(host);
      progress.end();
      return interruption.code() ?? code;
    } catch (error) {
      progress.end();
      const code = interruption.code();
      if (code === undefined) throw error;
      await writeAll(process.stderr, ["Interrupted; nothing was decided.\n"]).catch(() => undefined);
      return code;
    } finally {
      for (const line of notices) await this.say(`bylaw: ${line}`).catch(() => undefined);
      interruption.stop();
    }
  }

  /**
   * Delivers reports. A run that failed has failed whether or not that could be written everywhere; one that
   * passed has not until it was.
   *
   * @param code the verdict
   * @returns the exit code
   */
  protected async deliver(code: number, write: () => Promise<void>): Promise<number> {
    try {
      await write();
      return code;
    } catch (error) {
      if (code !== exitCodes.failed) throw error;
      await reportError(error, this.argv);
      return code;
    }
  }

  /** Prints diagnostics on stderr. */
  protected async tell(diagnostics: readonly Diagnostic[]): Promise<void> {
    await writeAll(process.stderr, renderDiagnostics(diagnostics));
  }

  /** Prints a result on stdout. */
  protected async print(pieces: Iterable<string>): Promise<void> {
    await writeAll(process.stdout, pieces);
  }

  /** Prints a result on stdout as JSON that is harmless in a terminal. */
  protected async printJson(value: Json | object): Promise<void> {
    await this.print([`${jsonText(value, 2)}\n`]);
  }

  /** Prints a plain line on stderr. */
  protected async say(line: string): Promise<void> {
    await writeAll(process.stderr, [`${line}\n`]);
  }

  // Errors are described in one place, `report-error.ts`; oclif would print and exit on its own.
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }
}
