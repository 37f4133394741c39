// Evaluates the corpus with one engine and writes what became of each case, a line of JSON each, as it goes:
// when the process dies, the last line says where. Usage: node child.ts compiled|interpreted|reference
import { writeSync } from "node:fs";
import { compileReference } from "../../../src/expression/compile-reference.ts";
import { compileEngine } from "../../../src/expression/engine/index.ts";
import {
  ExpressionError,
  policyOptions,
  runGuarded,
  WatchdogTimeout,
} from "../../../src/expression/index.ts";
import { corpus } from "./corpus.ts";
import type { HostileCase } from "./hostile-case.ts";

const engine = process.argv[2] as "compiled" | "interpreted" | "reference";
const options = { ...policyOptions(0), limits: { timeout: 300 } };
const budget = 1_000;

function evaluate({ source, input }: HostileCase): string {
  const data = input();
  try {
    const value = runGuarded(() => {
      const expression =
        engine === "reference"
          ? compileReference(source, options)
          : compileEngine(source, { ...options, mode: engine });
      return expression.evaluate(data);
    }, budget);
    const text = JSON.stringify(value) ?? "nothing";
    return text.length > 80 ? `${text.slice(0, 60)}… ${text.length}` : text;
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof WatchdogTimeout) return error.code;
    return `CRASH ${String(error).slice(0, 200)}`;
  }
}

for (const one of corpus) {
  const began = performance.now();
  const outcome = evaluate(one);
  const milliseconds = Math.round(performance.now() - began);
  const isPolluted = Reflect.get({}, "polluted") !== undefined || Object.keys(Object.prototype).length > 0;
  const line = { name: one.name, outcome: isPolluted ? "POLLUTED" : outcome, milliseconds };
  writeSync(1, `${JSON.stringify(line)}\n`);
}
writeSync(1, `${JSON.stringify({ kilobytes: process.resourceUsage().maxRSS })}\n`);
