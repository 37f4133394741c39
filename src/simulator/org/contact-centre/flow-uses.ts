import type { JsonObject } from "../../../model/json.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import type { Flow, FlowVersion } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import { flowObjectType, type Tracked, tracked, type Use } from "./dependency.ts";

/** What flows use beside other flows. */
export interface Resources {
  queues(): readonly JsonObject[];
  prompts(): readonly JsonObject[];
  dataTables(): readonly JsonObject[];
  dataActions(): readonly JsonObject[];
}

/** Finds what a flow uses; the last fifth of every list is used by nobody. */
function createShelf(base: OrgBase, lists: Resources) {
  const shelves = [
    { type: "USERPROMPT", list: lists.prompts() },
    { type: "DATATABLE", list: lists.dataTables() },
    { type: "DATAACTION", list: lists.dataActions() },
    { type: "QUEUE", list: lists.queues() },
  ];
  return (flow: Flow): Tracked[] => {
    const random = randomFor(base.seed, "flow-resources", flow.id);
    return shelves.flatMap(({ type, list }) => {
      const used = list.slice(0, Math.ceil(list.length * 0.8));
      return random.chance(0.6) ? [tracked(random.pick(used), type)] : [];
    });
  };
}

/** A data action that a few flows use although it was deleted. */
function lostAction({ seed }: OrgBase, flow: Flow): Tracked | undefined {
  if (!randomFor(seed, "flow-lost-action", flow.id).chance(0.06)) return undefined;
  const id = `custom_-_${uuidFor(seed, "deleted-action", flow.id)}`;
  return { id, name: "Look up retired account", type: "DATAACTION" };
}

function* otherFlows(flow: Flow, version: FlowVersion, flows: ReadonlyMap<string, Flow>) {
  for (const id of flow.references) {
    const other = flows.get(id);
    const type = other && flowObjectType(other.type);
    if (other === undefined || type === undefined) continue;
    const consumed = { id, name: other.name, type };
    const newer = version.kind === "PUBLISH" && (other.published?.at ?? 0) > version.at;
    yield { consumed, ...(newer ? { updated: true } : {}) };
  }
}

/** What the published and the newest version of every flow use. */
export function* flowUses(base: OrgBase, lists: Resources): Iterable<Use> {
  const flows = new Map(base.flows.map((flow) => [flow.id, flow]));
  const shelf = createShelf(base, lists);
  for (const flow of base.flows) {
    const type = flowObjectType(flow.type);
    if (type === undefined) continue;
    const lost = lostAction(base, flow);
    for (const version of new Set([flow.published ?? flow.latest, flow.latest])) {
      const consumer = { id: flow.id, name: flow.name, type, version: version.number };
      const common = { consumer, published: version.kind === "PUBLISH" };
      for (const use of otherFlows(flow, version, flows)) yield { ...common, ...use };
      for (const consumed of shelf(flow)) yield { ...common, consumed };
      if (lost !== undefined) yield { ...common, consumed: lost, deleted: true };
    }
  }
}
