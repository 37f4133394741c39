import type { JsonObject } from "../../model/json.ts";
import type { RunRule } from "../../model/run.ts";
import { plain } from "./message.ts";

/** The outside requirements that rules support, as SARIF taxonomies: one for each framework. */
export interface Taxonomies {
  /** `taxonomies` of a SARIF run. */
  readonly components: readonly JsonObject[];
  /** `supportedTaxonomies` of its driver. */
  readonly supported: readonly JsonObject[];
  /** References to the taxa of some controls. */
  references(controls: readonly string[]): JsonObject[];
}

/** `framework` and `id` of a control; a control without a colon is its own framework. */
export function splitControl(control: string): readonly [framework: string, id: string] {
  const colon = control.indexOf(":");
  return colon < 0 ? [control, control] : [control.slice(0, colon), control.slice(colon + 1)];
}

export function taxonomiesOf(rules: readonly RunRule[]): Taxonomies {
  const frameworks = new Map<string, string[]>();
  for (const [framework, id] of rules.flatMap((rule) => rule.controls.map(splitControl))) {
    const ids = frameworks.get(framework) ?? [];
    if (!ids.includes(id)) ids.push(id);
    frameworks.set(framework, ids);
  }
  const names = [...frameworks.keys()];
  return {
    components: [...frameworks].map(([name, ids]) => ({
      name: plain(name),
      shortDescription: { text: `Controls of ${plain(name)} that rules of this run name.` },
      taxa: ids.map((id) => ({ id: plain(id) })),
    })),
    supported: names.map((name, index) => ({ name: plain(name), index })),
    references: (controls) =>
      controls.map(splitControl).map(([framework, id]) => ({
        id: plain(id),
        index: frameworks.get(framework)?.indexOf(id) ?? -1,
        toolComponent: { name: plain(framework), index: names.indexOf(framework) },
      })),
  };
}
