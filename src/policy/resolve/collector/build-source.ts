import type { DataSource } from "../../../model/data-source.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { isJsonObject, type JsonObject } from "../../../model/json.ts";
import type { Tenant } from "../../../model/project.ts";
import { schemaDiagnostics } from "../../documents/schema-diagnostics.ts";
import { diagnoseKey, diagnoseValue } from "../../text/diagnose.ts";
import { childOf, entriesOf, type MapNode, textOf, toJson } from "../../text/source-node.ts";
import { unknownName } from "../unknown-name.ts";
import type { CollectorContext } from "./collector-context.ts";

/** What is read from where. */
export interface CollectorSource {
  readonly source: DataSource;
  readonly tenant: Tenant;
  readonly parameters: JsonObject;
}

/** Parameters that a poll sets. */
const ofPolls = ["from", "to", "last"];

/** Resolves `source`, `tenant` and `with`. */
export function buildSource(
  root: MapNode,
  context: CollectorContext,
  diagnostics: Diagnostic[],
): CollectorSource | undefined {
  const node = childOf(root, "source");
  const name = textOf(node);
  if (node === undefined || name === undefined || node.broken) return undefined;
  const source = context.sources.get(name);
  if (source === undefined) {
    diagnostics.push(diagnoseValue(node, unknownName("data source", name, context.sources.names)));
    return undefined;
  }
  const { properties } = source.parameters;
  const known = isJsonObject(properties) ? properties : {};
  if (source.event === undefined || known["from"] === undefined || known["to"] === undefined) {
    const summary = `"${name}" cannot be collected: its records are no events of an interval.`;
    diagnostics.push(diagnoseValue(node, { code: "not-collectable", summary }));
    return undefined;
  }
  const parameters = buildParameters(root, source, diagnostics);
  const tenant = chooseTenant(root, source, context.tenants, diagnostics);
  return tenant === undefined ? undefined : { source, tenant, parameters };
}

function buildParameters(root: MapNode, source: DataSource, diagnostics: Diagnostic[]): JsonObject {
  const given = childOf(root, "with");
  for (const [key, value] of entriesOf(given)) {
    if (ofPolls.includes(key)) {
      const summary = `"${key}" is set by the collector, poll by poll.`;
      diagnostics.push(diagnoseKey(value, { code: "interval-given", summary, suggestions: ["Remove it."] }));
    }
    if (JSON.stringify(toJson(value)).includes("{{")) {
      const summary = "Templates are not replaced in a collector: this would be asked for as it stands.";
      diagnostics.push(diagnoseValue(value, { code: "template-in-collector", summary }));
    }
  }
  const json = given === undefined ? {} : toJson(given);
  if (!isJsonObject(json)) return {};
  const { from: _from, to: _to, last: _last, ...parameters } = json;
  const whole = { ...parameters, from: "2000-01-01T00:00:00Z", to: "2000-01-02T00:00:00Z" };
  const label = `the parameters of "${source.name}"`;
  diagnostics.push(...schemaDiagnostics(source.parameters, given ?? root, label, whole));
  return parameters;
}

function chooseTenant(
  root: MapNode,
  source: DataSource,
  tenants: readonly Tenant[],
  diagnostics: Diagnostic[],
): Tenant | undefined {
  const able = tenants.filter(({ provider }) => provider === source.provider);
  const node = childOf(root, "tenant");
  const name = textOf(node);
  if (node !== undefined && name !== undefined) {
    const chosen = able.find((tenant) => tenant.name === name);
    const names = able.map((tenant) => tenant.name);
    if (chosen === undefined && !node.broken)
      diagnostics.push(diagnoseValue(node, unknownName("tenant", name, names)));
    return chosen;
  }
  if (able.length === 1) return able[0];
  const names = able.map((tenant) => tenant.name).join(", ");
  diagnostics.push(
    diagnoseKey(childOf(root, "source") ?? root, {
      code: "which-tenant",
      summary: `${able.length === 0 ? "No tenant" : "More than one tenant"} of the project serves ${source.name}.`,
      expected:
        names === "" ? `a tenant with provider: ${source.provider} in bylaw.yaml` : `tenant: ${names}`,
    }),
  );
  return undefined;
}
