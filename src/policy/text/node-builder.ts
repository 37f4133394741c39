import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { isReservedKey } from "../../model/reserved-keys.ts";
import { diagnoseSpan, type Problem } from "./diagnose.ts";
import { forbiddenCharacter } from "./forbidden-character.ts";
import type { ScalarNode, SourceNode } from "./source-node.ts";
import type { SourceText, Span } from "./source-text.ts";

/** Deepest nesting of maps and lists. */
export const maxDepth = 64;
/** Most entries of one map. */
export const maxKeys = 5_000;

const styles: Readonly<Record<string, ScalarNode["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "block",
  BLOCK_FOLDED: "block",
};

/** Turns the parser's tree into source nodes and collects what is not allowed in them. */
export class NodeBuilder {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceText;

  constructor(source: SourceText) {
    this.#source = source;
  }

  build(root: Node): SourceNode {
    return this.#node(root, undefined, 1);
  }

  #node(node: unknown, key: Span | undefined, depth: number): SourceNode {
    if (isAlias(node)) return this.#broken(spanOf(node), key, alias);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return this.#absent(key);
    const span = spanOf(node);
    if (depth > maxDepth && !isScalar(node)) return this.#broken(span, key, tooDeep);
    const broken = this.#refuseProperties(node, span);
    if (isMap(node)) return this.#map(node, span, key, depth, broken);
    if (isSeq(node)) return this.#list(node, span, key, depth, broken);
    return this.#scalar(node, span, key, broken);
  }

  #refuseProperties(node: Scalar | YAMLMap | YAMLSeq, span: Span): boolean {
    if (node.anchor !== undefined) this.#report(span, anchor);
    if (node.tag !== undefined && node.tag !== null) this.#report(span, tag);
    return node.anchor !== undefined || node.tag !== undefined;
  }

  #map(node: YAMLMap, span: Span, key: Span | undefined, depth: number, broken: boolean): SourceNode {
    if (node.items.length > maxKeys) return this.#broken(span, key, tooManyKeys);
    const entries = new Map<string, SourceNode>();
    const spellings = new Set<string>();
    for (const pair of node.items) {
      const name = this.#key(pair, spellings);
      if (name === undefined) continue;
      entries.set(name, this.#node(pair.value, spanOf(pair.key), depth + 1));
    }
    return { kind: "map", source: this.#source, ...span, ...keyed(key), ...marked(broken), entries };
  }

  /** The entry's key, or undefined when the entry is refused. */
  #key(pair: Pair, spellings: Set<string>): string | undefined {
    const node = pair.key;
    const name = isScalar(node) && typeof node.value === "string" ? node.value : undefined;
    const span = spanOf(node);
    if (name === undefined || !isScalar(node)) return this.#refuse(span, nonStringKey);
    this.#refuseProperties(node, span);
    const character = forbiddenCharacter(name);
    if (character !== undefined) return this.#refuse(span, forbidden(character.name));
    if (name === "<<") return this.#refuse(span, mergeKey);
    if (isReservedKey(name) || name === "prototype") return this.#refuse(span, reservedKey(name));
    const spelling = name.normalize("NFC");
    if (spellings.has(spelling)) return this.#refuse(span, duplicateKey(name));
    spellings.add(spelling);
    return name;
  }

  #list(node: YAMLSeq, span: Span, key: Span | undefined, depth: number, broken: boolean): SourceNode {
    const items = node.items.map((item) => this.#node(item, undefined, depth + 1));
    return { kind: "list", source: this.#source, ...span, ...keyed(key), ...marked(broken), items };
  }

  #scalar(node: Scalar, span: Span, key: Span | undefined, broken: boolean): SourceNode {
    const { value } = node;
    const style = styles[node.type ?? "PLAIN"] ?? "plain";
    const common = { kind: "scalar", source: this.#source, ...span, ...keyed(key), style } as const;
    if (typeof value === "string") {
      const character = forbiddenCharacter(value);
      if (character === undefined) return { ...common, ...marked(broken), value };
      this.#report(span, forbidden(character.name));
      return { ...common, broken: true, value };
    }
    if (typeof value === "number") {
      const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
      if (exact) return { ...common, ...marked(broken), value };
      return this.#broken(span, key, inexactNumber);
    }
    if (typeof value === "boolean" || value === null) return { ...common, ...marked(broken), value };
    return this.#broken(span, key, tag);
  }

  /** A key without any value, e.g. `{ a }`. */
  #absent(key: Span | undefined): SourceNode {
    const end = key?.end ?? 0;
    return {
      kind: "scalar",
      source: this.#source,
      start: end,
      end,
      ...keyed(key),
      style: "plain",
      value: null,
    };
  }

  #broken(span: Span, key: Span | undefined, problem: Problem): SourceNode {
    this.#report(span, problem);
    return {
      kind: "scalar",
      source: this.#source,
      ...span,
      ...keyed(key),
      style: "plain",
      value: null,
      broken: true,
    };
  }

  #refuse(span: Span, problem: Problem): undefined {
    this.#report(span, problem);
  }

  #report(span: Span, problem: Problem): void {
    this.diagnostics.push(diagnoseSpan(this.#source, span, problem));
  }
}

const alias: Problem = {
  code: "alias",
  summary: "Aliases are not allowed.",
  suggestions: ["Write the value out."],
};
const anchor: Problem = {
  code: "anchor",
  summary: "Anchors are not allowed.",
  suggestions: ["Remove the anchor."],
};
const tag: Problem = {
  code: "tag",
  summary: "Tags are not allowed.",
  suggestions: ["Remove the tag; quote the value to make it a string."],
};
const tooDeep: Problem = { code: "too-deep", summary: `Nesting is deeper than ${maxDepth} levels.` };
const tooManyKeys: Problem = { code: "too-many-keys", summary: `The map has more than ${maxKeys} keys.` };
const nonStringKey: Problem = { code: "non-string-key", summary: "A key is not a string." };
const mergeKey: Problem = {
  code: "merge-key",
  summary: "Merge keys (<<) are not allowed.",
  suggestions: ["Write the entries out, or use extends."],
};
const inexactNumber: Problem = {
  code: "inexact-number",
  summary: "The number cannot be kept exactly.",
  expected: "a finite number, whole numbers up to 9007199254740991",
  suggestions: ["Quote it to make it a string."],
};

function forbidden(name: string): Problem {
  return {
    code: "forbidden-character",
    summary: `The value holds the character ${name}, which is not allowed.`,
  };
}

function reservedKey(name: string): Problem {
  return { code: "reserved-key", summary: `The key "${name}" is not allowed.` };
}

function duplicateKey(name: string): Problem {
  return {
    code: "duplicate-key",
    summary: `The key "${name}" appears twice in this map.`,
    suggestions: ["Keep one of them."],
  };
}

function spanOf(node: unknown): Span {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  if (!Array.isArray(range)) return { start: 0, end: 0 };
  return { start: Number(range[0]), end: Number(range[1]) };
}

function keyed(key: Span | undefined): { readonly key?: Span } {
  return key === undefined ? {} : { key };
}

function marked(broken: boolean): { readonly broken?: true } {
  return broken ? { broken: true } : {};
}
