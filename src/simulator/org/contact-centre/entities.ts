import type { JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { type Random, randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";

/** What one entity of a list is made from. */
interface Seeds {
  readonly index: number;
  readonly id: string;
  readonly random: Random;
}

/** A list of entities of one kind; each has an id and random numbers of its own. */
export function entities(
  { seed }: OrgBase,
  kind: string,
  count: number,
  make: (seeds: Seeds) => JsonObject,
): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) =>
    make({ index, id: uuidFor(seed, kind, index), random: randomFor(seed, kind, "settings", index) }),
  );
}
