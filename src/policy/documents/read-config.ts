import type { Diagnostic } from "../../model/diagnostic.ts";
import { withEntities } from "../../model/entity-paths.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { PluginReference } from "../../model/project.ts";
import { type Severity, severities } from "../../model/severity.ts";
import { configSchema, openTenantSchema } from "../schemas/config-schema.ts";
import { diagnoseKey } from "../text/diagnose.ts";
import type { ParsedText } from "../text/parse-text.ts";
import {
  childOf,
  entriesOf,
  keyLocation,
  type MapNode,
  type SourceNode,
  textOf,
  toJson,
  valueLocation,
} from "../text/source-node.ts";
import type { PathEntry, ProjectConfig, TenantEntry } from "./project-config.ts";
import { readDocument } from "./read-document.ts";

const schema = configSchema(openTenantSchema);
const defaultFailOn: Severity = "low";

/** Where things are looked for when `bylaw.yaml` does not say. */
const defaultPaths = {
  policies: "policies/**/*.policy.yaml",
  sources: "sources/**/*.source.yaml",
  waivers: "waivers.yaml",
} as const;

/**
 * Reads `bylaw.yaml`.
 *
 * @param root absolute path of the project folder
 */
export function readConfig(
  root: string,
  parsed: ParsedText,
): { readonly config?: ProjectConfig; readonly diagnostics: readonly Diagnostic[] } {
  const document = readDocument(parsed, schema, "the project");
  if (document.root === undefined) return document;
  const map = document.root;
  const plugins = pluginsOf(childOf(map, "plugins"));
  const variables = childOf(map, "variables");
  const audit = childOf(map, "audit");
  const entities = childOf(map, "entities");
  return {
    config: {
      root,
      policies: pathsOf(map, "policies", false),
      sources: pathsOf(map, "sources", true),
      waivers: pathsOf(map, "waivers", true),
      tenants: entriesOf(childOf(map, "tenants")).flatMap(tenantOf),
      failOn: severities.find((name) => name === textOf(childOf(map, "failOn"))) ?? defaultFailOn,
      ...(variables === undefined ? {} : { variables }),
      plugins: plugins.references,
      ...withEntities({ entities: entities === undefined ? null : toJson(entities) }),
      ...(audit === undefined ? {} : { audit }),
    },
    diagnostics: [...document.diagnostics, ...plugins.diagnostics],
  };
}

/** The project of a folder without `bylaw.yaml`: policies are named on the command line. */
export function bareConfig(root: string): ProjectConfig {
  return {
    root,
    policies: [],
    sources: [{ text: defaultPaths.sources, optional: true }],
    waivers: [{ text: defaultPaths.waivers, optional: true }],
    tenants: [],
    failOn: defaultFailOn,
    plugins: [],
  };
}

function pathsOf(map: MapNode, key: keyof typeof defaultPaths, optional: boolean): readonly PathEntry[] {
  const node = childOf(map, key);
  if (node === undefined) return [{ text: defaultPaths[key], optional }];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, node: item, optional: false }];
  });
}

function tenantOf([name, node]: readonly [string, SourceNode]): readonly TenantEntry[] {
  const provider = textOf(childOf(node, "provider"));
  const json = toJson(node);
  if (provider === undefined || !isJsonObject(json)) return [];
  const { provider: _, ...config } = json;
  return [{ name, provider, config: config satisfies JsonObject, node }];
}

function pluginsOf(node: SourceNode | undefined): {
  readonly references: readonly PluginReference[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const references: PluginReference[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const add = (name: string | undefined, version: string | undefined, at: SourceNode) => {
    if (name === undefined || version === undefined) return;
    if (seen.has(name)) {
      diagnostics.push(
        diagnoseKey(at, { code: "duplicate-plugin", summary: `The plug-in "${name}" is listed twice.` }),
      );
    } else
      references.push({
        name,
        version,
        location: at.key === undefined ? valueLocation(at) : keyLocation(at),
      });
    seen.add(name);
  };
  if (node?.kind === "list") {
    for (const item of node.items) add(textOf(childOf(item, "name")), textOf(childOf(item, "version")), item);
  }
  for (const [name, version] of entriesOf(node)) add(name, textOf(version), version);
  return { references, diagnostics };
}
