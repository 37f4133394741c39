import type { Bindings } from "../../model/expression.ts";
import { ownError } from "../expression-error.ts";
import type { Limits } from "../limits.ts";
import { Failure } from "./failure.ts";
import type { Sequence } from "./sequence.ts";

/** Steps between two looks at the clock. */
const stretch = 1_000;

const noBindings: Bindings = {};

/** One evaluation: its limits, what it has used of them, and what is the same everywhere in it. */
export class Run {
  readonly limits: Limits;
  /** The value of `$$`. */
  root: unknown = undefined;
  /** Levels of nesting at this moment. */
  depth = 0;
  #lists: Map<object, object> | undefined;
  /** Names of bindings that hold the same data in every evaluation. */
  readonly unchanging: ReadonlySet<string>;
  #bindings = noBindings;
  #fuel = 0;
  #startedAt: number | undefined;
  #now: number | undefined;
  readonly #pinned: number | undefined;

  /** @param pinned what `$now()` and `$millis()` say; the clock of the machine when undefined */
  constructor(limits: Limits, pinned: number | undefined, unchanging: ReadonlySet<string>) {
    this.limits = limits;
    this.#pinned = pinned;
    this.unchanging = unchanging;
  }

  /** Begins an evaluation. */
  begin(root: unknown, bindings: Bindings): void {
    this.root = root;
    this.#bindings = bindings;
    this.depth = 0;
    this.#fuel = stretch;
    this.#startedAt = undefined;
    this.#now = this.#pinned;
  }

  /** Ends it: what only it needed is let go. */
  end(): void {
    this.root = undefined;
    this.#bindings = noBindings;
    this.#lists = undefined;
  }

  /** Lists that were evaluated, by the place where they are asked for. */
  get lists(): Map<object, object> {
    this.#lists ??= new Map();
    return this.#lists;
  }

  /** True for the value of a binding that holds the same data in every evaluation. */
  isUnchanging(name: string, value: object): boolean {
    return this.unchanging.has(name) && Object.hasOwn(this.#bindings, name) && this.#bindings[name] === value;
  }

  /** The instant of the evaluation, the same whenever it is asked for. */
  get now(): number {
    this.#now ??= Date.now();
    return this.#now;
  }

  /**
   * Counts a step. The clock is read once per thousand of them: a small evaluation never reads it.
   *
   * @throws Failure D1012 when the time is spent
   */
  tick(): void {
    this.#fuel -= 1;
    if (this.#fuel < 0) this.#lookAtClock();
  }

  /** Counts work that takes as long as so many steps. @throws Failure D1012 when the time is spent */
  spend(steps: number): void {
    this.#fuel -= steps;
    if (this.#fuel < 0) this.#lookAtClock();
  }

  #lookAtClock(): void {
    this.#fuel = stretch;
    const { timeout } = this.limits;
    this.#startedAt ??= Date.now();
    if (timeout > 0 && Date.now() - this.#startedAt > timeout) throw new Failure("D1012", { value: timeout });
  }

  /** @throws Failure D1011 */
  deepen(levels: number): void {
    this.depth += levels;
    const { stack } = this.limits;
    if (stack > 0 && this.depth > stack) throw new Failure("D1011", { value: stack });
  }

  /** @throws Failure D1011 when one level more is one too many */
  assertDepth(): void {
    const { stack } = this.limits;
    if (stack > 0 && this.depth >= stack) throw new Failure("D1011", { value: stack });
  }

  /** Adds to a sequence. @throws Failure D2015 when it grows beyond the limit */
  push(sequence: Sequence, value: unknown): void {
    const { sequence: limit } = this.limits;
    if (limit > 0 && sequence.length >= limit) throw new Failure("D2015", { value: limit });
    // `push` of an own class of arrays is several times as slow.
    sequence[sequence.length] = value;
  }

  /** @throws Failure D2015 when a list of so many items is longer than the limit */
  assertLength(length: number): void {
    const { sequence: limit } = this.limits;
    if (limit > 0 && length > limit) throw new Failure("D2015", { value: length });
  }

  /** @throws ExpressionError B1002 when a text of so many characters is longer than the limit */
  assertText(length: number): void {
    if (length > this.limits.text) throw ownError("B1002");
  }
}
