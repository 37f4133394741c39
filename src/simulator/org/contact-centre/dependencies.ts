import { once } from "../once.ts";
import type { Use } from "./dependency.ts";

/** What dependency tracking knows. */
export interface Dependencies {
  /** Everything that uses one object. */
  consumersOf(type: string, id: string): readonly Use[];
  /** Everything that one version of an object uses. */
  consumedBy(type: string, id: string, version: string): readonly Use[];
  /** Uses of what was deleted, or changed after its user was published; by user. */
  troubled(trouble: "deleted" | "updated"): readonly (readonly Use[])[];
}

function grouped(uses: readonly Use[], keyOf: (use: Use) => string): ReadonlyMap<string, readonly Use[]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const group = groups.get(keyOf(use));
    if (group === undefined) groups.set(keyOf(use), [use]);
    else group.push(use);
  }
  return groups;
}

/** Answers the questions of dependency tracking from the list of all uses. */
export function trackDependencies(uses: readonly Use[]): Dependencies {
  const consumerKey = ({ consumer: { type, id, version = "" } }: Use): string => `${type} ${id} ${version}`;
  const consumers = once(() => grouped(uses, ({ consumed }) => `${consumed.type} ${consumed.id}`));
  const consumed = once(() => grouped(uses, consumerKey));
  return {
    consumersOf: (type, id) => consumers().get(`${type} ${id}`) ?? [],
    consumedBy: (type, id, version) => consumed().get(`${type} ${id} ${version}`) ?? [],
    troubled: (trouble) => [
      ...grouped(
        uses.filter((use) => use[trouble] === true),
        consumerKey,
      ).values(),
    ],
  };
}
