import type { DataSource } from "../model/data-source.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Registry } from "../model/registry.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { type ReadSource, readSource } from "../policy/documents/read-source.ts";
import { expressionDiagnostics } from "../policy/expressions/expression-diagnostics.ts";
import { unknownName } from "../policy/resolve/unknown-name.ts";
import { diagnoseKey, diagnoseValue } from "../policy/text/diagnose.ts";
import { childOf, nodeAt, type SourceNode, textOf } from "../policy/text/source-node.ts";
import type { DocumentStore } from "./document-store.ts";
import { entryDiagnostic, findFiles } from "./find-files.ts";

/** Data sources of the project's own files. */
export interface LoadedSources {
  readonly sources: readonly DataSource[];
  /** Names of those that cannot be used; what was wrong was reported. */
  readonly unusable: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every `*.source.yaml` of the project and lets the providers judge what is theirs. */
export function loadSources(config: ProjectConfig, registry: Registry, store: DocumentStore): LoadedSources {
  const { files, diagnostics: unmatched } = findFiles(config.root, config.sources);
  const diagnostics = [...unmatched];
  const sources = new Map<string, ReadSource>();
  const unusable: string[] = [];
  for (const [file, entry] of files) {
    const document = store.read({ root: config.root, path: file, file });
    if ("fault" in document) {
      diagnostics.push(entryDiagnostic(entry, document.fault, file));
      continue;
    }
    const { read, name, diagnostics: problems } = readSource(document.parsed);
    diagnostics.push(...problems);
    if (read === undefined) {
      if (name !== undefined) unusable.push(name);
      continue;
    }
    const other = sources.get(read.source.name)?.node.source.file ?? registeredBy(read.source.name, registry);
    if (other !== undefined) diagnostics.push(duplicate(read, other));
    else sources.set(read.source.name, read);
    diagnostics.push(...providerProblems(read, registry), ...expressionProblems(read));
  }
  return { sources: [...sources.values()].map(({ source }) => source), unusable, diagnostics };
}

function registeredBy(name: string, registry: Registry): string | undefined {
  if (registry.dataSources.has(name)) return "a plug-in";
  for (const provider of registry.providers.values()) {
    if (provider.sourceNames.includes(name)) return `the provider ${provider.name}`;
  }
  return undefined;
}

function duplicate({ node, source }: ReadSource, other: string): Diagnostic {
  return diagnoseValue(childOf(node, "source") ?? node, {
    code: "duplicate-data-source",
    summary: `There is a data source "${source.name}" already.`,
    found: `defined by ${other}`,
    suggestions: ["Give this one another name."],
  });
}

function providerProblems({ node, source }: ReadSource, registry: Registry): readonly Diagnostic[] {
  const provider = registry.providers.get(source.provider);
  if (provider === undefined) {
    const names = [...registry.providers.keys()];
    return [
      diagnoseValue(childOf(node, "provider") ?? node, unknownName("provider", source.provider, names)),
    ];
  }
  const foreign = foreignName({ node, source }, registry);
  if (foreign !== undefined) return [foreign];
  return (provider.validateSource?.(source) ?? []).map((diagnostic) => placed(diagnostic, node));
}

/** The first part of a name is free, but must not claim another provider. */
function foreignName({ node, source }: ReadSource, registry: Registry): Diagnostic | undefined {
  const [prefix = ""] = source.name.split(".");
  if (prefix === source.provider || !registry.providers.has(prefix)) return undefined;
  return diagnoseValue(childOf(node, "source") ?? node, {
    code: "wrong-value",
    summary: "The name of the data source claims another provider than its own.",
    expected: `${source.provider}.${source.name.slice(prefix.length + 1)}`,
    found: source.name,
  });
}

/** A provider knows the document as a value only: its pointer is turned into a place. */
function placed({ pointer, ...diagnostic }: Diagnostic, root: SourceNode): Diagnostic {
  if (diagnostic.location !== undefined) return diagnostic;
  const at = nodeAt(root, pointer ?? "/read");
  return at.key === undefined ? diagnoseValue(at, diagnostic) : diagnoseKey(at, diagnostic);
}

function expressionProblems({ node, source }: ReadSource): readonly Diagnostic[] {
  const environment = source.schema === undefined ? {} : { record: source.schema };
  return ["id", "name"].flatMap((key) => {
    const expression = childOf(childOf(node, "resource"), key);
    const text = textOf(expression);
    return expression === undefined || text === undefined
      ? []
      : expressionDiagnostics(expression, text, environment);
  });
}
