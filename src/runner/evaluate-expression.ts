import { compile, ExpressionError, runGuarded, WatchdogTimeout } from "../expression/index.ts";
import type { Json } from "../model/json.ts";
import { UsageError } from "../model/usage-error.ts";
import { pinClock } from "./clock.ts";
import { readInput } from "./read-input.ts";

const budget = 5_000;

/**
 * Evaluates an expression over JSON from a file, stdin or nothing.
 *
 * @returns undefined when the expression yields nothing
 * @throws UsageError with JSONata's code when the expression or the input cannot be used
 */
export async function evaluateExpression(
  source: string,
  input: string | undefined,
  now: string | undefined,
): Promise<Json | undefined> {
  const data = input === undefined ? undefined : parse(await readInput(input, "--input"), input);
  try {
    const expression = compile(source, { now: pinClock(now) });
    return runGuarded(() => expression.evaluate(data), budget);
  } catch (error) {
    throw asUsageError(error, source);
  }
}

function parse(text: string, input: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError([
      {
        code: "invalid-json",
        severity: "error",
        summary: `--input '${input}' is not JSON.`,
        expected: "one JSON value",
      },
    ]);
  }
}

function asUsageError(error: unknown, source: string): unknown {
  if (!(error instanceof ExpressionError || error instanceof WatchdogTimeout)) return error;
  const position = error instanceof ExpressionError ? error.position : undefined;
  const offset = Math.min(position ?? 0, source.length);
  return new UsageError([
    {
      code: error.code,
      severity: "error",
      summary: error.message,
      ...(position === undefined
        ? {}
        : { frame: `${source.replaceAll("\n", " ")}\n${" ".repeat(Math.max(0, offset - 1))}^\n` }),
    },
  ]);
}
