import type { CheckContext } from "../model/check.ts";
import type { Bindings, Expression } from "../model/expression.ts";

/** What the engine is lent, because it may not load it itself. */
export interface EngineServices {
  /** The pinned clock, epoch milliseconds. */
  readonly now: number;
  /** Compiles with the run's functions; cached by source. */
  compile(source: string): Expression;
  /** Text with `{{ }}` parts, rendered over a record. */
  render(template: string, record: unknown, bindings: Bindings): string;
  readonly pattern: CheckContext["pattern"];
  readonly validator: CheckContext["validator"];
  /**
   * Runs a function, interrupting it when it takes too long.
   *
   * @throws what the function throws; an error for which `isTimeout` is true when it was interrupted
   */
  guard<T>(run: () => T): T;
  isTimeout(error: unknown): boolean;
}
