import type { CollectorRoute, CollectorSink } from "../../../model/collector.ts";
import type { Diagnostic } from "../../../model/diagnostic.ts";
import { isJsonObject } from "../../../model/json.ts";
import type { Registry } from "../../../model/registry.ts";
import { schemaDiagnostics } from "../../documents/schema-diagnostics.ts";
import { diagnoseKey, diagnoseValue } from "../../text/diagnose.ts";
import { childOf, entriesOf, type MapNode, textOf, toJson } from "../../text/source-node.ts";
import { unknownName } from "../unknown-name.ts";

/** Resolves `sinks`: each is of a kind that there is, with the settings of that kind. */
export function buildSinks(root: MapNode, { sinks }: Registry, diagnostics: Diagnostic[]): CollectorSink[] {
  return entriesOf(childOf(root, "sinks")).flatMap(([name, node]): CollectorSink[] => {
    const kind = childOf(node, "to");
    const to = textOf(kind);
    if (kind === undefined || to === undefined || kind.broken) return [];
    const sink = sinks.get(to);
    if (sink === undefined) {
      diagnostics.push(diagnoseValue(kind, unknownName("sink", to, [...sinks.keys()])));
      return [];
    }
    const json = toJson(node);
    const { to: _, ...config } = isJsonObject(json) ? json : {};
    diagnostics.push(...schemaDiagnostics(sink.configSchema, node, `the sink "${name}"`, config));
    return [{ name, sink, config }];
  });
}

/** Resolves `routes`; without any, everything goes everywhere. */
export function buildRoutes(root: MapNode, diagnostics: Diagnostic[]): readonly CollectorRoute[] {
  const names = entriesOf(childOf(root, "sinks")).map(([name]) => name);
  const list = childOf(root, "routes");
  if (list?.kind !== "list") return [{ to: names }];
  const routes = list.items.flatMap((item): CollectorRoute[] => {
    const to = childOf(item, "to");
    const when = textOf(childOf(item, "when"));
    const targets = to?.kind === "list" ? to.items : [];
    for (const target of targets) {
      const name = textOf(target);
      if (name === undefined || target.broken || names.includes(name)) continue;
      diagnostics.push(diagnoseValue(target, unknownName("sink", name, names)));
    }
    const named = [...new Set(targets.flatMap((target) => textOf(target) ?? []))];
    return [{ to: named, ...(when === undefined ? {} : { when }) }];
  });
  const open = list.items.findIndex((item) => childOf(item, "when") === undefined);
  for (const item of open < 0 ? [] : list.items.slice(open + 1)) {
    const summary = "This route is never taken: the one without `when` before it fits everything.";
    diagnostics.push(diagnoseKey(item, { code: "unreachable-route", summary }));
  }
  for (const [name, node] of entriesOf(childOf(root, "sinks"))) {
    if (routes.some(({ to }) => to.includes(name))) continue;
    const summary = `No route leads to the sink "${name}"; nothing is ever delivered to it.`;
    diagnostics.push(diagnoseKey(node, { code: "unused-sink", summary }));
  }
  return routes;
}
