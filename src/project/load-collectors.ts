import { join, resolve } from "node:path";
import type { Collector } from "../model/collector.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { findFiles } from "./find-files.ts";
import { type CollectorPlace, loadCollector } from "./load-collector.ts";

/** Collectors of a project. */
export interface LoadedCollectors {
  /** Documents found, also those that are not valid. */
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What two collectors must not share. */
function stateOf({ name, state }: Collector, root: string): string {
  return "file" in state ? resolve(root, state.file) : JSON.stringify([name, state.postgres]);
}

/**
 * Reads collectors of a project, to say what is wrong with them.
 *
 * @param paths absolute; absent: every `*.collector.yaml` below the project folder
 */
export function loadCollectors(place: CollectorPlace, paths?: readonly string[]): LoadedCollectors {
  const { root } = place;
  const all = findFiles(root, [{ text: "**/*.collector.yaml", optional: true }]);
  const files = paths ?? [...all.files.keys()].map((file) => join(root, file));
  const diagnostics: Diagnostic[] = paths === undefined ? [...all.diagnostics] : [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const { collector, diagnostics: problems } = loadCollector(file, place);
    diagnostics.push(...problems);
    if (collector === undefined) continue;
    const state = stateOf(collector, root);
    const owner = owners.get(state);
    if (owner === undefined) owners.set(state, file);
    else {
      diagnostics.push({
        code: "shared-state",
        severity: "error",
        summary: `Two collectors have the same state, and only one of them could run.`,
        found: `${owner} and ${file}`,
        suggestions: ["Give one of them another name, or a state of its own."],
      });
    }
  }
  return { count: files.length, diagnostics };
}
