import type { DataSource } from "./data-source.ts";
import type { EntityPaths } from "./entity-paths.ts";
import type { JsonObject } from "./json.ts";
import type { Location } from "./location.ts";
import type { Policy } from "./policy.ts";
import type { Severity } from "./severity.ts";
import type { Waiver } from "./waiver.ts";

/** A tenant of `bylaw.yaml`: which provider reads it and how that is configured. */
export interface Tenant {
  readonly name: string;
  readonly provider: string;
  /** Everything but `provider`; valid against the provider's schema. Secrets are references. */
  readonly config: JsonObject;
  readonly location?: Location;
}

/** A plug-in declared in `bylaw.yaml`. */
export interface PluginReference {
  readonly name: string;
  /** The exact version that must be installed. */
  readonly version: string;
  readonly location: Location;
}

/** Where bylaw keeps the log of what it did itself. */
export interface AuditConfig {
  /** Folder: absolute, or relative to the project. */
  readonly path: string;
  /** Settings of the webhook sink that records are copied to. */
  readonly webhook?: JsonObject;
}

/** Everything read from the project folder, valid. */
export interface Project {
  /** Absolute path. */
  readonly root: string;
  readonly tenants: readonly Tenant[];
  readonly policies: readonly Policy[];
  readonly waivers: readonly Waiver[];
  readonly dataSources: readonly DataSource[];
  readonly plugins: readonly PluginReference[];
  readonly failOn: Severity;
  /** Entity types that the project adds to those of sources. */
  readonly entities?: readonly EntityPaths[];
  /** Absent: no audit log. */
  readonly audit?: AuditConfig;
}
