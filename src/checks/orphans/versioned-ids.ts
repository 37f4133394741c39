import type { CheckContext } from "../../model/check.ts";
import { ask } from "../answers/answer.ts";
import { askIds } from "../answers/ids-answer.ts";
import type { OptionsReader } from "../options/options-reader.ts";
import type { SourceTally } from "./read-graph.ts";

export interface VersionedIds {
  readonly ids: ReadonlySet<string>;
  /** Absent when the rule says nothing about versions. */
  readonly tally?: SourceTally;
}

/** Ids that have more than one published version, by the rule's `versions`. */
export function versionedIds(options: OptionsReader, context: CheckContext): VersionedIds {
  const item = options.item("versions");
  if (item === undefined) return { ids: new Set() };
  const dataset = item.requiredText("from");
  const at = context.compile(item.text("at") ?? "id");
  const countSource = item.text("count");
  const count = countSource === undefined ? undefined : context.compile(countSource);
  const versions = new Map<string, number>();
  let records = 0;
  let unreadable = 0;
  for (const record of context.input(dataset).records()) {
    records += 1;
    const ids = askIds(at, record);
    const answer = count === undefined ? { value: 1 } : ask(count, record);
    const number = "outcome" in answer ? undefined : answer.value;
    // Without its number it is not known whether the resource is versioned.
    if ("outcome" in ids || typeof number !== "number") unreadable += 1;
    else for (const id of ids.value) versions.set(id, (versions.get(id) ?? 0) + number);
  }
  const several = [...versions].filter(([, number]) => number > 1).map(([id]) => id);
  return {
    ids: new Set(several),
    tally: { dataset, what: "versions", records, ids: versions.size, unreadable },
  };
}
