import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { exitCodes } from "../../results/exit-code.ts";

/** An exit code in a word. */
function verdictOf(exitCode: number): string {
  const found = Object.entries(exitCodes).find(([, code]) => code === exitCode);
  return found?.[0] ?? "unknown";
}

/** What every command without findings ends with. */
interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;
}

/** What an audit log says of how a command ended. */
export function outcomeFacts({ exitCode, diagnostics }: Outcome): JsonObject {
  const problems = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  return { verdict: verdictOf(exitCode), exitCode, problems: [...new Set(problems)] };
}

/** The outcome with problems of its audit log, which keep it from being a success. */
export function amendOutcome<T extends Outcome>(outcome: T, problems: readonly Diagnostic[]): T {
  const exitCode = outcome.exitCode === exitCodes.passed ? exitCodes.inconclusive : outcome.exitCode;
  return { ...outcome, diagnostics: [...outcome.diagnostics, ...problems], exitCode };
}
