import type { Diagnostic } from "../../../model/diagnostic.ts";
import type { Tenant } from "../../../model/project.ts";
import type { Registry } from "../../../model/registry.ts";
import type { SourceNode } from "../../text/source-node.ts";
import type { SourceText } from "../../text/source-text.ts";
import type { SourceCatalog } from "../source-catalog.ts";

/** What a collector is resolved against. */
export interface CollectorContext {
  readonly registry: Registry;
  readonly sources: SourceCatalog;
  readonly tenants: readonly Tenant[];
  /** Mappings that are built in: JSONata by name. */
  readonly presets: ReadonlyMap<string, string>;
  /** Reads a file that the node names, or says why it cannot be read. */
  readText(path: string, node: SourceNode): SourceText | Diagnostic;
}
