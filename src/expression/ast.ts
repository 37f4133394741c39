import type { JsonataNode } from "#jsonata-sync";

/** A node of JSONata's syntax tree. Its shape is the library's own, so everything is looked at before use. */
export type Node = JsonataNode;

/** True for a node of a syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The node under a key of a node, if there is one. */
export function childOf(node: Node, key: string): Node | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

/** The nodes of a list under a key of a node; empty when there is none. */
export function childrenOf(node: Node, key: string): readonly Node[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The value of a node when it is text: a name, a variable's name, an operator, a string literal. */
export function textOf(node: Node): string {
  return typeof node.value === "string" ? node.value : "";
}

/** Key and value nodes of an object constructor or of a grouping (`node` or `node.group`). */
export function pairsOf(holder: unknown): readonly (readonly [Node, Node])[] {
  if (typeof holder !== "object" || holder === null || !("lhs" in holder) || !Array.isArray(holder.lhs))
    return [];
  const pairs: [Node, Node][] = [];
  for (const pair of holder.lhs as readonly unknown[]) {
    if (!Array.isArray(pair)) continue;
    const [key, value] = pair as readonly unknown[];
    if (isNode(key) && isNode(value)) pairs.push([key, value]);
  }
  return pairs;
}

/** Every node of a tree, each once, parents before children. Not recursive: trees may be deep. */
export function* allNodes(root: Node): Generator<Node> {
  const seen = new Set<object>();
  const pending: object[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next) || next instanceof RegExp) continue;
    seen.add(next);
    if (isNode(next)) yield next;
    for (const value of Object.values(next)) {
      if (typeof value === "object" && value !== null) pending.push(value);
    }
  }
}
