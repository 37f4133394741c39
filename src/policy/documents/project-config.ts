import type { EntityPaths } from "../../model/entity-paths.ts";
import type { JsonObject } from "../../model/json.ts";
import type { PluginReference } from "../../model/project.ts";
import type { Severity } from "../../model/severity.ts";
import type { SourceNode } from "../text/source-node.ts";

/** A path or glob, with the place to blame when it leads nowhere. */
export interface PathEntry {
  readonly text: string;
  /** Absent for defaults and for paths of the command line. */
  readonly node?: SourceNode;
  /** True for a default: it may match nothing. */
  readonly optional: boolean;
}

/** A tenant as it stands in `bylaw.yaml`; its provider is not known yet. */
export interface TenantEntry {
  readonly name: string;
  readonly provider: string;
  readonly config: JsonObject;
  readonly node: SourceNode;
}

/** `bylaw.yaml`, read before plug-ins are loaded. */
export interface ProjectConfig {
  /** Absolute path of the project folder. */
  readonly root: string;
  readonly policies: readonly PathEntry[];
  readonly sources: readonly PathEntry[];
  readonly waivers: readonly PathEntry[];
  readonly tenants: readonly TenantEntry[];
  readonly failOn: Severity;
  readonly variables?: SourceNode;
  readonly plugins: readonly PluginReference[];
  /** Entity types that the project adds to those of sources. */
  readonly entities?: readonly EntityPaths[];
  /** Of the audit log; its webhook is not looked at yet. */
  readonly audit?: SourceNode;
}
