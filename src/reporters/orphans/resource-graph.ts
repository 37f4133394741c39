import type { Finding } from "../../model/finding.ts";
import type { Resource } from "../../model/resource.ts";
import { fact, type Inventory } from "./inventories.ts";

/** What became of a resource, most interesting first: the order in which a diagram that is cut short is filled. */
export const graphStandings = [
  "orphan",
  "undecided",
  "cross-org",
  "tolerated",
  "waived",
  "versioned",
  "excluded",
  "too-young",
  "used",
  "referrer",
] as const;
export type GraphStanding = (typeof graphStandings)[number];

export interface GraphNode {
  readonly resource: Resource;
  readonly standing: GraphStanding;
}

/** Resources and who refers to whom, as far as the run tells; places in `nodes`. */
export interface ResourceGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** The graph of one inventory, in an order that depends on nothing but its content. */
export function resourceGraph({ findings }: Inventory): ResourceGraph {
  const judged = findings.filter(({ resource }) => resource.type !== "dataset");
  const nodes = new Map<string, GraphNode>();
  const idOnly = new Map<string, string>();
  const add = (node: GraphNode): void => {
    const key = keyOf(node.resource);
    const known = nodes.get(key);
    if (known === undefined || rank(node) < rank(known)) nodes.set(key, node);
    idOnly.set(node.resource.id, key);
  };
  for (const finding of judged) add({ resource: finding.resource, standing: standingOf(finding) });
  // What is known by its id only may be one of the others.
  const referrers = judged.flatMap(referrersOf);
  const named = referrers.filter(({ type }) => type !== "resource");
  for (const resource of [...named, ...referrers])
    if (resource.type !== "resource" || !idOnly.has(resource.id)) add({ resource, standing: "referrer" });
  const sorted = [...nodes].sort(
    ([a, one], [b, other]) => rank(one) - rank(other) || (a < b ? -1 : a > b ? 1 : 0),
  );
  const places = new Map(sorted.map(([key], place) => [key, place]));
  const placeOf = (resource: Resource): number =>
    places.get(keyOf(resource)) ?? places.get(idOnly.get(resource.id) ?? "") ?? -1;
  const edges = judged.flatMap((finding) => {
    const to = placeOf(finding.resource);
    return referrersOf(finding).map((by): readonly [number, number] => [placeOf(by), to]);
  });
  return {
    nodes: sorted.map(([, node]) => node),
    edges: edges.sort(([a, b], [c, d]) => a - c || b - d),
  };
}

function referrersOf({ evidence }: Finding): readonly Resource[] {
  return evidence.flatMap(({ name, resource }) =>
    name === "referencedBy" && resource !== undefined ? [resource] : [],
  );
}

function standingOf(finding: Finding): GraphStanding {
  if (finding.status === "error" || finding.status === "unknown") return "undecided";
  if (finding.waived !== undefined) return "waived";
  const told = fact(finding, "standing");
  return (
    graphStandings.find((standing) => standing === told) ?? (finding.status === "fail" ? "orphan" : "used")
  );
}

function keyOf({ type, id }: Resource): string {
  return JSON.stringify([type, id]);
}

function rank({ standing }: GraphNode): number {
  return graphStandings.indexOf(standing);
}
