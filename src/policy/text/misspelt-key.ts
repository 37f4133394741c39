import { nearest } from "../../model/nearest.ts";
import type { MapNode } from "./source-node.ts";

/**
 * True when a key that a map lacks is there under a name that is nearly right: that was reported already,
 * and the lack of it is the same mistake.
 *
 * @param known keys that the map may have
 */
export function isMisspelt(map: MapNode, key: string, known: readonly string[]): boolean {
  return [...map.entries.keys()].some((each) => !known.includes(each) && nearest(each, [key]) !== undefined);
}
