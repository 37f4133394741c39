import type { Location } from "../../model/location.ts";
import type { Registry } from "../../model/registry.ts";
import type { SourceNode } from "../text/source-node.ts";
import type { GivenValue } from "../variables/given-value.ts";
import type { SourceCatalog } from "./source-catalog.ts";

/** What a policy document is resolved against. */
export interface PolicyContext {
  readonly registry: Registry;
  readonly sources: SourceCatalog;
  /** Provider of each tenant of the project. */
  readonly tenants: ReadonlyMap<string, string>;
  readonly given: readonly GivenValue[];
  /** Where results about a node are shown; a node of a shipped pack has no place in the project. */
  locate(node: SourceNode): Location;
}
