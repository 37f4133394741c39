import { auditRows } from "./audit-rows.ts";
import { cim } from "./cim.ts";
import { ecs } from "./ecs.ts";
import { ocsf } from "./ocsf.ts";

/** Mappings by name: JSONata over a record of an audit source. */
export const presets: ReadonlyMap<string, string> = new Map([
  ["audit-rows", auditRows],
  ["cim", cim],
  ["ecs", ecs],
  ["ocsf", ocsf],
]);
