import type { CheckContext } from "../../model/check.ts";
import type { JsonObject } from "../../model/json.ts";
import { askIds } from "../answers/ids-answer.ts";
import type { OptionsReader } from "../options/options-reader.ts";
import type { UseGraph } from "./graph.ts";
import { Referrers } from "./referrers.ts";

/** What one entry of `references`, `edges`, `entryPoints` or `versions` contributed. */
export interface SourceTally {
  readonly dataset: string;
  readonly what: "references" | "versions";
  readonly records: number;
  /** Ids read: for edges and own references, the targets. */
  readonly ids: number;
  /** Records whose ids could not be read. */
  readonly unreadable: number;
}

/** The graph of a rule and how it came about. */
export interface ReadGraph {
  readonly graph: UseGraph;
  readonly referrers: Referrers;
  readonly tallies: readonly SourceTally[];
}

type Ids = readonly string[];
type Take = (first: Ids, second: Ids, record: JsonObject) => void;

/**
 * Reads everything that can make a resource used. A reference from a record of the judged dataset
 * itself is a use by that record: it counts only when that record is used.
 *
 * @param id expression for the id of a judged record
 */
export function readGraph(options: OptionsReader, id: string, context: CheckContext): ReadGraph {
  const roots = new Set<string>();
  const uses = new Map<string, Set<string>>();
  const referrers = new Referrers(options.flag("listReferences"), options.text("inventory") !== undefined);
  const addRoots: Take = (ids) => {
    for (const root of ids) roots.add(root);
  };
  const addUses: Take = (targets, sources) => {
    for (const source of sources) {
      const used = uses.get(source) ?? new Set<string>();
      for (const target of targets) used.add(target);
      uses.set(source, used);
    }
  };
  const entryPoints = options
    .items("entryPoints")
    .map((item) => tally(item, [item.text("at") ?? "id"], context, addRoots));
  const references = options.items("references").map((item) => {
    const from = item.requiredText("from");
    const at = item.requiredText("at");
    const { resourceOf } = context.input(from);
    const own = from === context.subject.name;
    return tally(item, own ? [at, id] : [at], context, (targets, sources, record) => {
      if (own) addUses(targets, sources, record);
      else addRoots(targets, sources, record);
      for (const target of targets)
        if (!sources.includes(target)) referrers.refer(target, () => resourceOf(record));
    });
  });
  const edges = options.items("edges").map((item) => {
    const sides = [item.requiredText("target"), item.requiredText("source")];
    return tally(item, sides, context, (targets, sources, record) => {
      addUses(targets, sources, record);
      for (const source of sources)
        for (const target of targets) if (source !== target) referrers.use(target, source);
    });
  });
  return { graph: { roots, uses }, referrers, tallies: [...entryPoints, ...references, ...edges] };
}

/** Runs expressions over every record of an entry's dataset and hands on the ids that each yields. */
function tally(
  item: OptionsReader,
  sources: readonly string[],
  context: CheckContext,
  take: Take,
): SourceTally {
  const dataset = item.requiredText("from");
  const expressions = sources.map((source) => context.compile(source));
  let records = 0;
  let ids = 0;
  let unreadable = 0;
  for (const record of context.input(dataset).records()) {
    records += 1;
    const answers = expressions.map((expression) => askIds(expression, record));
    const [first = [], second = []] = answers.flatMap((answer) =>
      "outcome" in answer ? [] : [answer.value],
    );
    // A use by nobody cannot be followed; taking it for no use would invent orphans.
    const nameless = expressions.length > 1 && first.length > 0 && second.length === 0;
    if (nameless || answers.some((answer) => "outcome" in answer)) unreadable += 1;
    else take(first, second, record);
    ids += first.length;
  }
  return { dataset, what: "references", records, ids, unreadable };
}
