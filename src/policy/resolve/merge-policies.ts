import { childOf, type MapNode, type SourceNode, textOf } from "../text/source-node.ts";

/** Keys that say which document this is; a base does not pass them on. */
const own = new Set(["bylaw", "policy", "extends"]);

/**
 * A policy document laid over the one it extends: maps are merged key by key, anything else is replaced.
 * Options of another check, and parameters of another data source, are not mixed. Every node keeps the
 * document it was written in.
 */
export function mergePolicies(base: MapNode, over: MapNode): MapNode {
  const entries = new Map<string, SourceNode>();
  for (const [key, node] of base.entries) if (!own.has(key)) entries.set(key, node);
  for (const [key, node] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below === undefined ? node : mergeSection(key, below, node));
  }
  return { ...over, entries };
}

function mergeSection(section: string, base: SourceNode, over: SourceNode): SourceNode {
  if (section === "rules") return mergeNamed(base, over, "check", ["with", "assert"]);
  if (section === "data") return mergeNamed(base, over, "source", ["with"]);
  if (section === "variables")
    return mergeNamed(base, over, "type", ["default", "enum", "minimum", "maximum"]);
  return over;
}

/** Merges maps of named things; `dependent` keys only make sense for one value of `kind`. */
function mergeNamed(
  base: SourceNode,
  over: SourceNode,
  kind: string,
  dependent: readonly string[],
): SourceNode {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map(base.entries);
  for (const [name, node] of over.entries) {
    const below = entries.get(name);
    entries.set(
      name,
      below === undefined ? node : mergeDeep(withoutStale(below, node, kind, dependent), node),
    );
  }
  return { ...over, entries };
}

function withoutStale(
  base: SourceNode,
  over: SourceNode,
  kind: string,
  dependent: readonly string[],
): SourceNode {
  const chosen = textOf(childOf(over, kind));
  if (base.kind !== "map" || chosen === undefined || chosen === textOf(childOf(base, kind))) return base;
  return { ...base, entries: new Map([...base.entries].filter(([key]) => !dependent.includes(key))) };
}

function mergeDeep(base: SourceNode, over: SourceNode): SourceNode {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map(base.entries);
  for (const [key, node] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below === undefined ? node : mergeDeep(below, node));
  }
  return { ...over, entries };
}
