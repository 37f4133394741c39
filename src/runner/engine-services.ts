import type { EngineServices } from "../engine/services.ts";
import { compile } from "../expression/compile.ts";
import type { ExpressionOptions } from "../expression/options.ts";
import { compilePattern } from "../expression/pattern.ts";
import { policyOptions } from "../expression/policy-options.ts";
import { type CompiledTemplate, compileTemplate } from "../expression/template.ts";
import { runGuarded, WatchdogTimeout } from "../expression/watchdog.ts";
import type { Registry } from "../model/registry.ts";
import { jsonValidator } from "./json-validator.ts";

/**
 * Milliseconds that one batch of records may take with all rules of its dataset. Far above what honest rules
 * need (a batch takes tens of milliseconds): it exists for expressions that never end.
 */
const batchBudget = 10_000;

/** How expressions of policies are evaluated. */
export type ExpressionMode = "compiled" | "reference";

/** What the engine is lent for one run. */
export function engineServices(
  functions: Registry["functions"],
  now: number,
  engine: ExpressionMode = "compiled",
): EngineServices {
  const options: ExpressionOptions = { ...policyOptions(now, functions.values()), engine };
  const templates = new Map<string, CompiledTemplate>();
  return {
    now,
    compile: (source) => compile(source, options),
    render(text, record, bindings) {
      const template = templates.get(text) ?? compileTemplate(text, options);
      templates.set(text, template);
      return template.render(record, bindings).text;
    },
    pattern: compilePattern,
    validator: jsonValidator,
    guard: (run) => runGuarded(run, batchBudget),
    isTimeout: (error) => error instanceof WatchdogTimeout,
  };
}
