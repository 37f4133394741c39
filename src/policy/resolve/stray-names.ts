import type { Diagnostic } from "../../model/diagnostic.ts";
import { nearest } from "../../model/nearest.ts";
import { bindingKeys, ruleKeys, variableKeys } from "../schemas/policy-schema.ts";
import { diagnoseKey } from "../text/diagnose.ts";
import { isMisspelt } from "../text/misspelt-key.ts";
import { childOf, entriesOf, type MapNode, type SourceNode } from "../text/source-node.ts";

/** A part of a policy that is a map of named things. */
interface Section {
  readonly key: "variables" | "data" | "rules";
  /** What a thing in it is called. */
  readonly thing: string;
  /** What a thing that the base does not have needs to be one. */
  readonly defining: string;
  /** All that a thing may have. */
  readonly keys: readonly string[];
  /** Whether the policy makes use of it. */
  isUsed(name: string, merged: MapNode): boolean;
}

function* textsIn(node: SourceNode | undefined): Generator<string> {
  if (node?.kind === "scalar" && typeof node.value === "string") yield node.value;
  if (node?.kind === "list") for (const item of node.items) yield* textsIn(item);
  if (node?.kind === "map") for (const child of node.entries.values()) yield* textsIn(child);
}

function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "u").test(text);
}

/** An expression that takes all variables, not one by its name. */
const allVariables = /\$var(?!\w|\s*\.)/;

const sections: readonly Section[] = [
  {
    key: "variables",
    thing: "variable",
    defining: "type",
    keys: variableKeys,
    isUsed: (name, merged) =>
      [childOf(merged, "data"), childOf(merged, "rules")]
        .flatMap((part) => [...textsIn(part)])
        .some((text) => allVariables.test(text) || (text.includes("$var") && hasWord(text, name))),
  },
  {
    key: "data",
    thing: "dataset",
    defining: "source",
    keys: bindingKeys,
    // A rule that names no dataset judges the only one there is.
    isUsed: (name, merged) =>
      entriesOf(childOf(merged, "data")).length === 1 ||
      [...textsIn(childOf(merged, "rules"))].some((text) => hasWord(text, name)),
  },
  { key: "rules", thing: "rule", defining: "check", keys: ruleKeys, isUsed: () => true },
];

/** Names that a policy gives to nothing, and the policy without those that are nothing at all. */
export interface StrayNames {
  readonly root: MapNode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds what a policy means to change in the one it extends, and misses: a thing that the base does not have and that
 * is none by itself, or that nothing in the policy uses. Most likely it is misspelt, and what the base says would hold
 * unnoticed.
 */
export function strayNames(base: MapNode, over: MapNode, merged: MapNode): StrayNames {
  const diagnostics: Diagnostic[] = [];
  const entries = new Map(merged.entries);
  for (const section of sections) {
    const known = entriesOf(childOf(base, section.key)).map(([name]) => name);
    const strays = entriesOf(childOf(over, section.key)).filter(([name]) => !known.includes(name));
    for (const [name, node] of strays) {
      if (node.kind !== "map" || node.broken) continue;
      const isNothing =
        !node.entries.has(section.defining) && !isMisspelt(node, section.defining, section.keys);
      if (!isNothing && section.isUsed(name, merged)) continue;
      diagnostics.push(diagnoseKey(node, problem(section, name, isNothing, known)));
      if (isNothing) drop(entries, section.key, name);
    }
  }
  return { root: { ...merged, entries }, diagnostics };
}

function problem({ thing, defining }: Section, name: string, isNothing: boolean, known: readonly string[]) {
  const guess = nearest(name, known);
  const own = isNothing ? `Add "${defining}" if it is one of this policy.` : `Remove it, or use it.`;
  return {
    code: isNothing ? `unknown-${thing}` : `unused-${thing}`,
    summary: isNothing
      ? `What this policy extends has no ${thing} "${name}".`
      : `Nothing uses the ${thing} "${name}", which the extended policy does not have.`,
    suggestions: [guess === undefined ? own : `Did you mean "${guess}"?`],
  };
}

function drop(entries: Map<string, SourceNode>, key: string, name: string): void {
  const section = entries.get(key);
  if (section?.kind !== "map") return;
  const left = new Map(section.entries);
  left.delete(name);
  entries.set(key, { ...section, entries: left });
}
