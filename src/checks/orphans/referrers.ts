import type { Resource } from "../../model/resource.ts";

const none: ReadonlyMap<string, Resource> = new Map();

/** Who refers to which id. Counts always; names and the set of ids only where they were asked for. */
export class Referrers {
  readonly #counts = new Map<string, number>();
  readonly #named: Map<string, Map<string, Resource>> | undefined;
  readonly #referred: Set<string> | undefined;

  /**
   * @param named keep who refers
   * @param referred keep the ids that `references` refer to
   */
  constructor(named: boolean, referred: boolean) {
    this.#named = named ? new Map() : undefined;
    this.#referred = referred ? new Set() : undefined;
  }

  /** Notes a reference from a record; a record that refers twice to an id counts once. */
  refer(id: string, by: () => Resource): void {
    this.#referred?.add(id);
    this.#note(id, by);
  }

  /** Notes a use of which only the ids are known. */
  use(id: string, by: string): void {
    this.#note(id, () => ({ type: "resource", id: by, name: by }));
  }

  /** How many references lead to any of these ids, in use or not. */
  count(ids: readonly string[]): number {
    return ids.reduce((sum, id) => sum + (this.#counts.get(id) ?? 0), 0);
  }

  /** Who refers to any of these ids, each once; empty where names were not kept. */
  namesOf(ids: readonly string[]): readonly Resource[] {
    const found = ids.flatMap((id) => [...(this.#named?.get(id) ?? none)]);
    return [...new Map(found).values()];
  }

  /** Ids that `references` refer to; empty unless they were asked for. */
  get referred(): ReadonlySet<string> {
    return this.#referred ?? new Set();
  }

  #note(id: string, by: () => Resource): void {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    if (this.#named === undefined) return;
    const resource = by();
    const known = this.#named.get(id) ?? new Map<string, Resource>();
    known.set(JSON.stringify([resource.type, resource.id]), resource);
    this.#named.set(id, known);
  }
}
