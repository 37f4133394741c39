import type { CheckContext } from "../../model/check.ts";
import { askIds } from "../answers/ids-answer.ts";
import type { OptionsReader } from "../options/options-reader.ts";
import type { UseGraph } from "./graph.ts";

/** What one entry of `references`, `edges` or `entryPoints` contributed. */
export interface SourceTally {
  readonly dataset: string;
  readonly records: number;
  /** Ids read: for edges and own references, the targets. */
  readonly ids: number;
  /** Records whose ids could not be read. */
  readonly unreadable: number;
}

/** The graph of a rule and how it came about. */
export interface ReadGraph {
  readonly graph: UseGraph;
  readonly tallies: readonly SourceTally[];
}

type Ids = readonly string[];

/**
 * Reads everything that can make a resource used. A reference from a record of the judged dataset
 * itself is a use by that record: it counts only when that record is used.
 *
 * @param id expression for the id of a judged record
 */
export function readGraph(options: OptionsReader, id: string, context: CheckContext): ReadGraph {
  const roots = new Set<string>();
  const uses = new Map<string, Set<string>>();
  const addRoots = (ids: Ids): void => {
    for (const root of ids) roots.add(root);
  };
  const addUses = (targets: Ids, sources: Ids): void => {
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
    const own = item.text("from") === context.subject.name;
    const at = item.requiredText("at");
    return own ? tally(item, [at, id], context, addUses) : tally(item, [at], context, addRoots);
  });
  const edges = options
    .items("edges")
    .map((item) => tally(item, [item.requiredText("target"), item.requiredText("source")], context, addUses));
  return { graph: { roots, uses }, tallies: [...entryPoints, ...references, ...edges] };
}

/** Runs expressions over every record of an entry's dataset and hands on the ids that each yields. */
function tally(
  item: OptionsReader,
  sources: readonly string[],
  context: CheckContext,
  take: (first: Ids, second: Ids) => void,
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
    else take(first, second);
    ids += first.length;
  }
  return { dataset, records, ids, unreadable };
}
