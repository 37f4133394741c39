import type { Json } from "../../model/json.ts";
import type { Location } from "../../model/location.ts";
import { locationOf, type SourceText, type Span } from "./source-text.ts";

interface NodeBase extends Span {
  readonly source: SourceText;
  /** Where the key is written, for the value of a map entry. */
  readonly key?: Span;
  /** Set when a diagnostic about this node exists, so that what follows from it is not reported too. */
  readonly broken?: true;
}

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly value: null | boolean | number | string;
  readonly style: "plain" | "single" | "double" | "block";
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, SourceNode>;
}

/**
 * A value of a document that knows where it was written. Nodes of several documents can be merged
 * into one tree: each keeps its own text.
 */
export type SourceNode = ScalarNode | ListNode | MapNode;

/** The value of a map's entry or of a list's item, or undefined. */
export function childOf(node: SourceNode | undefined, key: string | number): SourceNode | undefined {
  if (node?.kind === "map") return node.entries.get(String(key));
  if (node?.kind === "list") return /^\d+$/.test(String(key)) ? node.items[Number(key)] : undefined;
  return undefined;
}

/** Entries of a map; none for anything else. */
export function entriesOf(node: SourceNode | undefined): readonly (readonly [string, SourceNode])[] {
  return node?.kind === "map" ? [...node.entries] : [];
}

/** Text of a string node; undefined for anything else. */
export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** Steps of a JSON Pointer, unescaped. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A JSON Pointer extended by one step. */
export function pointerTo(parent: string, step: string | number): string {
  return `${parent}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The node a JSON Pointer leads to, or the deepest one on the way there. */
export function nodeAt(root: SourceNode, pointer: string): SourceNode {
  let node = root;
  for (const step of pointerSteps(pointer)) {
    const next = childOf(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** Where a value is written. */
export function valueLocation(node: SourceNode): Location {
  return locationOf(node.source, node);
}

/** Where the key of a value is written; where the value is when it has no key. */
export function keyLocation(node: SourceNode): Location {
  return locationOf(node.source, node.key ?? node);
}

/** The value as plain JSON. Keys that reach a prototype were refused when the text was read. */
export function toJson(node: SourceNode): Json {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toJson);
  return Object.fromEntries([...node.entries].map(([key, value]) => [key, toJson(value)]));
}
