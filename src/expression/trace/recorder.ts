import type { Json } from "../../model/json.ts";
import type { Limits } from "../limits.ts";
import { isRecord } from "../runtime/lookup.ts";
import { toExpressionError } from "../runtime/to-expression-error.ts";
import { toResult } from "../runtime/to-result.ts";
import type { Expression } from "../tree/tree.ts";
import { Pointers } from "./pointers.ts";
import type { Trace, TraceStep } from "./trace.ts";

/** Steps that are kept of an evaluation. */
const mostSteps = 10_000;
/** Values of a step's value, counted at every level: a larger one is left out. */
const mostValues = 1_000;

/** Writes down what an evaluation does, while it does it. */
export class Recorder {
  readonly #pointers: Pointers;
  readonly #limits: Limits;
  readonly #steps: TraceStep[] = [];
  readonly #reads = new Map<string, boolean>();
  #truncated = false;

  constructor(record: unknown, limits: Limits) {
    this.#pointers = new Pointers(record);
    this.#limits = { ...limits, result: mostValues };
  }

  /** An expression had a value. */
  came(node: Expression, depth: number, result: unknown): void {
    const pointer = this.#pointers.of(result);
    const value = this.#json(result);
    this.#add({
      ...{ kind: node.kind, position: node.position, depth },
      ...(value !== undefined && { value }),
      ...(pointer !== undefined && { pointer }),
    });
  }

  /** An expression failed. */
  failed(node: Expression, depth: number, thrown: unknown): void {
    const { code } = toExpressionError(thrown, false);
    this.#add({ kind: node.kind, position: node.position, depth, error: code });
  }

  /** A member was asked for; of a list, that of each of its items. */
  read(holder: unknown, name: string): void {
    this.#eachRecord(holder, (one) => this.#note(one, name));
  }

  /** All members were asked for, and theirs if need be. */
  readAll(holder: unknown, deep: boolean): void {
    this.#eachRecord(holder, (one) => {
      for (const [name, member] of Object.entries(one)) {
        this.#note(one, name);
        if (deep) this.readAll(member, true);
      }
    });
  }

  finish(): Trace {
    const reads = Array.from(this.#reads, ([pointer, found]) => ({ pointer, found }));
    return { steps: this.#steps, reads, truncated: this.#truncated };
  }

  #eachRecord(holder: unknown, visit: (one: Readonly<Record<string, unknown>>) => void): void {
    if (Array.isArray(holder)) for (const item of holder) this.#eachRecord(item, visit);
    else if (isRecord(holder)) visit(holder);
  }

  #note(holder: Readonly<Record<string, unknown>>, name: string): void {
    const pointer = this.#pointers.member(holder, name);
    if (pointer === undefined || this.#reads.has(pointer)) return;
    this.#reads.set(pointer, Object.hasOwn(holder, name));
  }

  #add(step: TraceStep): void {
    if (this.#steps.length < mostSteps) this.#steps.push(step);
    else this.#truncated = true;
  }

  #json(result: unknown): Json | undefined {
    try {
      return toResult(result, this.#limits);
    } catch {
      return undefined;
    }
  }
}
