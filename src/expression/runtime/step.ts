import { lookup } from "./lookup.ts";
import type { Run } from "./run.ts";
import { ConstructedArray, Sequence, unwrap } from "./sequence.ts";

/** What a step yields, item by item. */
class Results {
  readonly #run: Run;
  readonly #list = new Sequence();
  /** Kept back until there is a second one. */
  #first: unknown;
  #count = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  add(result: unknown): void {
    if (result === undefined) return;
    this.#count += 1;
    if (this.#count === 1) {
      this.#first = result;
      return;
    }
    if (this.#count === 2) this.#push(this.#first);
    this.#push(result);
  }

  /** Arrays are flattened, unless they were constructed. */
  #push(result: unknown): void {
    if (!Array.isArray(result) || result instanceof ConstructedArray) this.#run.push(this.#list, result);
    else for (const item of result) this.#run.push(this.#list, item);
  }

  /** @param last the last step of a path yields a single array as it is */
  settle(last: boolean): unknown[] {
    if (this.#count !== 1) return this.#list;
    const first = this.#first;
    if (last && Array.isArray(first) && !(first instanceof Sequence)) return first;
    this.#push(first);
    return this.#list;
  }
}

/** One step of a path over a list: what it yields for each item, in one list. */
export function step(
  run: Run,
  input: readonly unknown[],
  evaluate: (item: unknown) => unknown,
  last: boolean,
): unknown[] {
  const results = new Results(run);
  for (let index = 0; index < input.length; index++) {
    run.tick();
    results.add(evaluate(input[index]));
  }
  return results.settle(last);
}

/** As `step`, for a step that is a plain name: nothing is called for what most lists hold. */
function nameOver(run: Run, input: readonly unknown[], name: string, last: boolean): unknown[] {
  // Every object answers to these, by its prototype.
  const inherited = name in Object.prototype;
  const results = new Results(run);
  for (let index = 0; index < input.length; index++) {
    run.tick();
    const item = input[index];
    const direct = !inherited && typeof item === "object" && item !== null && !Array.isArray(item);
    const result = direct ? (item as Readonly<Record<string, unknown>>)[name] : lookup(run, item, name);
    results.add(Array.isArray(result) ? unwrap(result) : result);
  }
  return results.settle(last);
}

/** Steps that are plain names, over a list. */
export function namesOver(
  run: Run,
  input: readonly unknown[],
  names: readonly string[],
  from: number,
  last: boolean,
): unknown[] {
  let list: readonly unknown[] = input;
  for (let index = from; index < names.length; index++) {
    const name = names[index] ?? "";
    const isLast = last && index === names.length - 1;
    list = nameOver(run, list, name, isLast);
    if (list.length === 0) break;
  }
  return list as unknown[];
}
