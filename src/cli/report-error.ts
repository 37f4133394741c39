import * as Errors from "@oclif/core/errors";
import { nearest } from "../model/nearest.ts";
import { InconclusiveError, UsageError } from "../model/usage-error.ts";
import { visibleText } from "../reporters/visible-text.ts";
import { exitCodes } from "../results/exit-code.ts";
import { commandNames } from "./command-names.ts";
import { renderDiagnostics } from "./render-diagnostics.ts";
import { ClosedStreamError, writeAll } from "./write-stream.ts";

/**
 * Says on stderr what ended a command.
 *
 * @returns the exit code that fits
 */
export async function reportError(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof ClosedStreamError) return exitCodes.inconclusive;
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? exitCodes.passed;
  const { text, code } = describe(error, argv);
  await writeAll(process.stderr, text).catch(() => undefined);
  return code;
}

function describe(error: unknown, argv: readonly string[]): { text: Iterable<string>; code: number } {
  if (error instanceof UsageError)
    return { text: renderDiagnostics(error.diagnostics), code: exitCodes.invalid };
  if (error instanceof InconclusiveError) {
    return { text: renderDiagnostics(error.diagnostics), code: exitCodes.inconclusive };
  }
  if (error instanceof Errors.CLIError) return { text: usage(error, argv), code: exitCodes.invalid };
  if (isSystemError(error)) {
    const text = `error[${error.code}]: ${visibleText(error.message)}\n`;
    return { text: [text], code: exitCodes.inconclusive };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: [
      `error[internal]: bylaw failed on a defect of its own; nothing was decided.\n`,
      `${visibleText(detail.split("\n").slice(0, 6).join(" | "))}\n`,
      `  → Please report it with the command you ran.\n`,
    ],
    code: exitCodes.internal,
  };
}

function* usage(error: Errors.CLIError, argv: readonly string[]): Iterable<string> {
  const [first = "", ...rest] = error.message
    .split("\n")
    .filter((line) => line.trim() !== "" && !/See more help/.test(line));
  yield `error[usage]: ${visibleText(first)}\n`;
  for (const line of rest) yield `  ${visibleText(line)}\n`;
  const command = argv[0] ?? "";
  const known = commandNames.some((name) => name.split(" ", 1)[0] === command);
  const guess = known ? undefined : nearest(command, commandNames);
  if (guess !== undefined) yield `  → Did you mean 'bylaw ${guess}'?\n`;
  yield `  → See: bylaw ${known ? `${command} ` : ""}--help\n`;
}

/** An error of the operating system, such as a full disk or a missing folder. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
