import { isAbsolute, relative, sep } from "node:path";
import type { Collector } from "../model/collector.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tenant } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import { buildCollector } from "../policy/resolve/collector/build-collector.ts";
import { sourceCatalog } from "../policy/resolve/source-catalog.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { sourceText } from "../policy/text/source-text.ts";
import { DocumentStore } from "./document-store.ts";
import { pathFault, resolveInside } from "./project-path.ts";
import { readTextFile } from "./read-text-file.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/** Largest file with a mapping, bytes. */
const mostMappingBytes = 65_536;

/** What a collector is loaded with. */
export interface CollectorPlace {
  /** Absolute project folder. */
  readonly root: string;
  readonly tenants: readonly Tenant[];
  /** With the data sources of the project. */
  readonly registry: Registry;
  readonly presets: ReadonlyMap<string, string>;
}

/**
 * Reads a collector of a project.
 *
 * @param path absolute
 */
export function loadCollector(
  path: string,
  { root, tenants, registry, presets }: CollectorPlace,
): { readonly collector?: Collector; readonly diagnostics: readonly Diagnostic[] } {
  const file = relative(root, path).split(sep).join("/");
  if (file.startsWith("../") || isAbsolute(file)) {
    const summary = "A collector must lie in the project folder, and this path leads out of it.";
    const suggestions = ["Name the folder that holds it with --project."];
    return {
      diagnostics: [{ code: "outside-project", severity: "error", summary, found: path, suggestions }],
    };
  }
  const document = new DocumentStore().read({ root, path: file, file });
  if ("fault" in document) return { diagnostics: [{ ...document.fault, severity: "error", found: file }] };
  const { collector, diagnostics } = buildCollector(document.parsed, {
    registry,
    tenants,
    presets,
    sources: sourceCatalog(registry, []),
    readText(text, node) {
      const inside = resolveInside("", text);
      const fault =
        pathFault(text) ??
        (inside === undefined
          ? { code: "outside-project", summary: "The path leads out of the project." }
          : undefined);
      const read = fault === undefined ? readTextFile(root, inside ?? "", mostMappingBytes) : { fault };
      return "fault" in read
        ? diagnoseValue(node, { ...read.fault, found: text })
        : sourceText(text, read.text);
    },
  });
  const sorted = sortDiagnostics(diagnostics);
  return collector === undefined ? { diagnostics: sorted } : { collector, diagnostics: sorted };
}
