import {
  check,
  compile,
  ExpressionError,
  type ExpressionProblem,
  policyFunctions,
  policyOptions,
  runGuarded,
  WatchdogTimeout,
} from "../expression/index.ts";
import { parseJson } from "../http/decode-json.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { UsageError } from "../model/usage-error.ts";
import { pinClock } from "./clock.ts";
import { readInput } from "./read-input.ts";

const budget = 5_000;

/**
 * Evaluates an expression over JSON from a file, stdin or nothing, with the functions and the refusals that
 * expressions of a policy have.
 *
 * @returns undefined when the expression yields nothing
 * @throws UsageError with JSONata's code when the expression or the input cannot be used
 */
export async function evaluateExpression(
  source: string,
  input: string | undefined,
  now: string | undefined,
  engine: "compiled" | "reference" = "compiled",
): Promise<Json | undefined> {
  const clock = pinClock(now);
  const data = input === undefined ? undefined : parse(await readInput(input, "--input"), input);
  try {
    // Here the values are the user's own, and messages may quote them.
    const expression = compile(source, { ...policyOptions(clock), quoteValues: true, engine });
    const problems = check(source, { functions: policyFunctions(clock) });
    if (problems.length > 0) throw new UsageError(problems.map((problem) => diagnosed(problem, source)));
    return runGuarded(() => expression.evaluate(data), budget);
  } catch (error) {
    throw asUsageError(error, source);
  }
}

/** Strictly, as the records of files are read: what `JSON.parse` would change is refused or kept. */
function parse(text: string, input: string): Json {
  const decoded = parseJson(text);
  if (decoded.ok) return decoded.value;
  throw new UsageError([
    {
      code: "invalid-json",
      severity: "error",
      summary: `--input '${input}' ${decoded.problem}.`,
      expected: "one JSON value",
    },
  ]);
}

function diagnosed({ code, message, position, suggestions }: ExpressionProblem, source: string): Diagnostic {
  return {
    code,
    severity: "error",
    summary: `${message}.`,
    suggestions: suggestions.map((name) => `Did you mean "${name}"?`),
    frame: frameAt(source, position),
  };
}

function asUsageError(error: unknown, source: string): unknown {
  if (!(error instanceof ExpressionError || error instanceof WatchdogTimeout)) return error;
  const position = error instanceof ExpressionError ? error.position : undefined;
  return new UsageError([
    {
      code: error.code,
      severity: "error",
      summary: error.message,
      // JSONata's position is behind the token at fault.
      ...(position === undefined ? {} : { frame: frameAt(source, Math.max(0, position - 1)) }),
    },
  ]);
}

/** The expression with a mark below the character at an offset. */
function frameAt(source: string, offset: number): string {
  return `${source.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")}\n${" ".repeat(Math.min(offset, source.length))}^\n`;
}
