import { readdirSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Location } from "../model/location.ts";
import { nearest } from "../model/nearest.ts";
import { readDocument } from "../policy/documents/read-document.ts";
import { mergePolicies } from "../policy/resolve/merge-policies.ts";
import { strayNames } from "../policy/resolve/stray-names.ts";
import { openPolicyParts, policySchema } from "../policy/schemas/policy-schema.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { childOf, type MapNode, type SourceNode, textOf, valueLocation } from "../policy/text/source-node.ts";
import type { DocumentPlace, DocumentStore } from "./document-store.ts";
import { type PolicyRoots, policyReference } from "./policy-reference.ts";
import type { PathFault } from "./project-path.ts";

/** A policy document with everything it extends merged in. */
export interface ResolvedPolicy {
  readonly root: MapNode;
  /** False when something it extends could not be read: what it lacks then says nothing. */
  readonly whole: boolean;
  /** Files of shipped packs that went into it, each with the place in the project that asked for it. */
  readonly packs: ReadonlyMap<string, Location>;
}

const schema = policySchema(openPolicyParts);

/** Reads policy documents and follows `extends`. */
export class PolicyResolver {
  readonly diagnostics: Diagnostic[] = [];
  readonly #store: DocumentStore;
  readonly #roots: PolicyRoots;
  readonly #resolved = new Map<string, ResolvedPolicy | PathFault | undefined>();
  /** Files being resolved, outermost first. */
  readonly #open: string[] = [];

  constructor(store: DocumentStore, roots: PolicyRoots) {
    this.#store = store;
    this.#roots = roots;
  }

  /** @returns undefined when the file is no map (reported), a fault when it cannot be read (not reported) */
  resolve(place: DocumentPlace): ResolvedPolicy | PathFault | undefined {
    if (this.#resolved.has(place.file)) return this.#resolved.get(place.file);
    this.#open.push(place.file);
    const result = this.#resolve(place);
    this.#open.pop();
    this.#resolved.set(place.file, result);
    return result;
  }

  #resolve(place: DocumentPlace): ResolvedPolicy | PathFault | undefined {
    const document = this.#store.read(place);
    if ("fault" in document) return document.fault;
    const { root, diagnostics } = readDocument(document.parsed, schema, "the policy");
    this.diagnostics.push(...diagnostics);
    if (root === undefined) return undefined;
    let base: MapNode | undefined;
    let whole = true;
    const packs = new Map<string, Location>();
    for (const node of referencesOf(root)) {
      const found = this.#follow(node, place);
      if (found === undefined || !found.resolved.whole) whole = false;
      if (found === undefined) continue;
      base = base === undefined ? found.resolved.root : mergePolicies(base, found.resolved.root);
      const isPack = found.place.root !== this.#roots.project;
      for (const [file, location] of found.resolved.packs)
        packs.set(file, isPack ? valueLocation(node) : location);
      if (isPack) packs.set(found.place.file, valueLocation(node));
    }
    if (base === undefined) return { root, whole, packs };
    const merged = mergePolicies(base, root);
    // What a base that cannot be read has is not known.
    if (!whole) return { root: merged, whole, packs };
    const strays = strayNames(base, root, merged);
    this.diagnostics.push(...strays.diagnostics);
    return { root: strays.root, whole, packs };
  }

  #follow(
    node: SourceNode,
    from: DocumentPlace,
  ): { place: DocumentPlace; resolved: ResolvedPolicy } | undefined {
    const text = textOf(node);
    if (text === undefined || node.broken) return undefined;
    const place = policyReference(text, from, this.#roots);
    if ("code" in place) return this.#report(node, place, text);
    if (this.#open.includes(place.file)) {
      const circle = [...this.#open.slice(this.#open.indexOf(place.file)), place.file].join(" → ");
      const summary = "The policy extends itself.";
      this.diagnostics.push(diagnoseValue(node, { code: "circular-extends", summary, found: circle }));
      return undefined;
    }
    const resolved = this.resolve(place);
    if (resolved === undefined) return undefined;
    return "code" in resolved ? this.#report(node, resolved, text) : { place, resolved };
  }

  #report(node: SourceNode, fault: PathFault, text: string): undefined {
    const shipped = text.startsWith("bylaw/");
    const summary = shipped ? `There is no policy "${text}" that comes with bylaw.` : fault.summary;
    const guess = shipped ? nearest(text, packNames(this.#roots.packs)) : undefined;
    const suggestions = guess === undefined ? [] : [`Did you mean "${guess}"?`];
    this.diagnostics.push(
      diagnoseValue(node, { code: shipped ? "unknown-pack" : fault.code, summary, found: text, suggestions }),
    );
  }
}

function referencesOf(root: MapNode): readonly SourceNode[] {
  const node = childOf(root, "extends");
  if (node === undefined) return [];
  return node.kind === "list" ? node.items : [node];
}

/** Names under which the shipped policies can be extended. */
function packNames(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  try {
    return readdirSync(folder, { recursive: true })
      .map((name) => String(name).replaceAll("\\", "/"))
      .filter((name) => name.endsWith(".policy.yaml"))
      .map((name) => `bylaw/${name.slice(0, -".policy.yaml".length)}`);
  } catch {
    return [];
  }
}
