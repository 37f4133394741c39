import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/** Paths of which no record had a value so far. */
export class UnseenPaths {
  #left: readonly (readonly string[])[];

  constructor(paths: readonly (readonly string[])[]) {
    this.#left = paths;
  }

  /** Takes a record into account. */
  see(record: JsonObject): void {
    if (this.#left.length > 0) this.#left = this.#left.filter((path) => !leadsSomewhere(record, path, 0));
  }

  /** True when every path was seen. */
  get isEmpty(): boolean {
    return this.#left.length === 0;
  }

  get left(): readonly (readonly string[])[] {
    return this.#left;
  }

  /** Leaves only those paths that are among others too. */
  keep(others: readonly (readonly string[])[]): void {
    const unseen = new Set(others.map((path) => JSON.stringify(path)));
    this.#left = this.#left.filter((path) => unseen.has(JSON.stringify(path)));
  }

  /** What is left, dotted. */
  get names(): readonly string[] {
    return this.#left.map((path) => path.join("."));
  }
}

function leadsSomewhere(value: Json | undefined, path: readonly string[], at: number): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => leadsSomewhere(item, path, at));
  const name = path[at];
  if (name === undefined) return true;
  return isJsonObject(value) && Object.hasOwn(value, name) && reaches(value[name], path, at + 1);
}

/** At the end of a path every value counts, an empty list too. */
function reaches(value: Json | undefined, path: readonly string[], at: number): boolean {
  return at === path.length || leadsSomewhere(value, path, at);
}
