import type { JsonObject } from "../model/json.ts";
import type { Failed, ReadContext } from "./read-context.ts";

/** Of each record of an outer list, by its id, what must stay the same while the inner steps run. */
export type Versions = Map<string, string>;

type Pages = AsyncGenerator<readonly JsonObject[], Failed | undefined>;

/** Inner records held back until the outer list has proved unchanged; beyond them pages are passed on. */
const maxHeld = 20_000;

/** A pass over the list and its inner steps, and how it ended. */
interface Pass {
  readonly held: readonly (readonly JsonObject[])[];
  readonly streamed: boolean;
  readonly failed: Failed | undefined;
}

async function* holdBack(pages: Pages): AsyncGenerator<readonly JsonObject[], Pass> {
  let held: (readonly JsonObject[])[] = [];
  let count = 0;
  for (;;) {
    const page = await pages.next();
    if (page.done === true) return { held, streamed: count > maxHeld, failed: page.value };
    held.push(page.value);
    count += page.value.length;
    if (count <= maxHeld) continue;
    yield* held;
    held = [];
  }
}

function difference(before: Versions, after: Versions): string | undefined {
  for (const [id, version] of after) if (before.get(id) !== version) return id;
  for (const id of before.keys()) if (!after.has(id)) return id;
  return undefined;
}

/** How the list is read, with or without what belongs to its records. */
interface Reading {
  /** Runs the inner steps; notes the version of each outer record. */
  whole(versions: Versions): Pages;
  /** Only lists the outer records again. */
  list(versions: Versions): Promise<Failed | undefined>;
}

/**
 * Reads what belongs to the records of a list, and then the list again: what changed meanwhile was perhaps
 * joined with what belongs to another version of it. Then everything is read once more before it counts as
 * drifting.
 *
 * @returns why it ended early, if it did
 */
export async function* runSteady({ whole, list }: Reading, { tally }: ReadContext): Pages {
  for (let again = 1; ; again--) {
    const [before, after]: [Versions, Versions] = [new Map(), new Map()];
    const { held, streamed, failed } = yield* holdBack(whole(before));
    const ended = failed ?? (await list(after));
    const changed = ended === undefined ? difference(before, after) : undefined;
    if (changed !== undefined && !streamed && again > 0) continue;
    yield* held;
    if (changed !== undefined) {
      const message = `${changed.slice(0, 100)} changed while what belongs to it was read`;
      tally.reason({ code: "drift", message });
    }
    return ended;
  }
}
