import type { Location } from "../model/location.ts";
import { childOf, entriesOf, type MapNode, type SourceNode } from "../policy/text/source-node.ts";

/**
 * Where the parameters of a dataset are written, for what is known of them only when reads are planned.
 *
 * @param root the policy document
 */
export function parameterPlaces(
  root: MapNode,
  dataset: string,
  locate: (node: SourceNode) => Location,
): Readonly<Record<string, Location>> {
  const parameters = entriesOf(childOf(childOf(childOf(root, "data"), dataset), "with"));
  return Object.fromEntries(parameters.map(([name, node]) => [name, locate(node)]));
}
