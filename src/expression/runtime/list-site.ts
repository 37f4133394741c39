import { isRecord } from "./lookup.ts";
import { Members } from "./members.ts";
import type { Run } from "./run.ts";

/** A list as it was when the variables that decide it had these values. */
interface Remembered {
  readonly first: unknown;
  readonly second: unknown;
  readonly members: Members;
}

/** Lists that were read from arrays which do not change between evaluations. */
type Kept = WeakMap<readonly unknown[], Members>;

/**
 * A place of an expression where a list is asked whether it has a value, and which nothing but variables
 * decides: as long as these are the same, so is the list, and it is not evaluated anew.
 */
export class ListSite {
  readonly #member: string | undefined;
  /** The variable, where the list is read from a member of one. */
  readonly #variable: string;
  #kept: Kept | undefined;

  /** @param member the member of the only variable that the list is read from, if there is one */
  constructor(variable: string, member: string | undefined) {
    this.#variable = variable;
    this.#member = member;
  }

  /**
   * The list, evaluated if need be.
   *
   * @param first value of the first variable that decides it
   * @param second value of the second, if there is one
   */
  members(run: Run, first: unknown, second: unknown, evaluate: (context: undefined) => unknown): Members {
    const member = this.#member;
    if (member !== undefined && isRecord(first) && run.isUnchanging(this.#variable, first)) {
      // Read each time: whoever hands out the data may want to know.
      const array = Object.hasOwn(first, member) ? first[member] : undefined;
      if (Array.isArray(array)) return this.#keep(array, evaluate);
    }
    const known = run.lists.get(this) as Remembered | undefined;
    if (known !== undefined && known.first === first && known.second === second) return known.members;
    const members = new Members(evaluate(undefined));
    run.lists.set(this, { first, second, members });
    return members;
  }

  #keep(array: readonly unknown[], evaluate: (context: undefined) => unknown): Members {
    const known = this.#kept?.get(array);
    if (known !== undefined) return known;
    const members = new Members(evaluate(undefined));
    this.#kept ??= new WeakMap();
    this.#kept.set(array, members);
    return members;
  }
}
