import type { Check } from "../../model/check.ts";
import type { DataSource } from "../../model/data-source.ts";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../model/json.ts";
import type { Registry } from "../../model/registry.ts";
import { knownNames, when } from "./editor-choice.ts";
import { openPolicyParts, policySchema } from "./policy-schema.ts";
import { templatedSchema, templateSchema } from "./templated-schema.ts";

const template = "#/$defs/template";

/** Keywords that say what must be there; an extending policy may leave it to its base. */
const demands = [
  "required",
  "anyOf",
  "oneOf",
  "allOf",
  "if",
  "then",
  "else",
  "dependentRequired",
  "minProperties",
];

/** Schema of `*.policy.yaml` for editors: with the options of every check and the parameters of every data source. */
export function editorPolicySchema(registry: Registry): JsonSchema {
  const checks = byName([...registry.checks.values()]);
  const sources = byName(sourcesOf(registry));
  const schema = policySchema({ rule: ruleSchema(checks), binding: bindingSchema(sources) });
  return {
    ...schema,
    if: { not: { required: ["extends"] } },
    then: {
      required: ["data", "rules"],
      properties: {
        data: { additionalProperties: { required: ["source"], allOf: sources.flatMap(sourceDemands) } },
        rules: { additionalProperties: { required: ["check"], allOf: checks.flatMap(checkDemands) } },
      },
    },
    $defs: {
      template: templateSchema,
      ...Object.fromEntries(checks.map((check) => [definition("check", check.name), optionsOf(check)])),
      ...Object.fromEntries(
        sources.map((source) => [definition("source", source.name), parametersOf(source)]),
      ),
    },
  };
}

function ruleSchema(checks: readonly Check[]): JsonObject {
  const { rule } = openPolicyParts;
  const named = checks.map(({ name, summary }) => ({ name, description: summary }));
  return {
    ...rule,
    properties: {
      ...propertiesOf(rule),
      check: {
        ...asObject(propertiesOf(rule)["check"]),
        ...knownNames(named, "A check that a plug-in adds."),
      },
    },
    allOf: checks.map(({ name }) =>
      when("check", name, { with: { $ref: `#/$defs/${definition("check", name)}` } }),
    ),
  };
}

function bindingSchema(sources: readonly DataSource[]): JsonObject {
  const { binding } = openPolicyParts;
  const named = sources.map(({ name, title }) => ({ name, description: title }));
  const others = "A data source of the project or of a plug-in.";
  return {
    ...binding,
    properties: {
      ...propertiesOf(binding),
      source: { ...asObject(propertiesOf(binding)["source"]), ...knownNames(named, others) },
    },
    allOf: sources.map(({ name }) =>
      when("source", name, { with: { $ref: `#/$defs/${definition("source", name)}` } }),
    ),
  };
}

function optionsOf(check: Check): JsonObject {
  const at = `#/$defs/${definition("check", check.name)}`;
  const options = without(templatedSchema(check.optionsSchema, at, template));
  return { description: `Options of ${check.name}: ${check.summary}.`, ...options };
}

function parametersOf(source: DataSource): JsonObject {
  const at = `#/$defs/${definition("source", source.name)}`;
  return {
    description: `Parameters of ${source.name}: ${source.title}.`,
    ...without(templatedSchema(source.parameters, at, template)),
  };
}

function checkDemands(check: Check): readonly JsonObject[] {
  const needed = only(check.optionsSchema);
  if (Object.keys(needed).length === 0) return [];
  const mayAssert = "assert" in propertiesOf(check.optionsSchema);
  const given = mayAssert
    ? { anyOf: [{ required: ["with"] }, { required: ["assert"] }] }
    : { required: ["with"] };
  const options = mayAssert ? {} : { with: only(templatedSchema(check.optionsSchema, "#", template)) };
  const { then, ...rest } = when("check", check.name, options);
  return [{ ...rest, then: { ...asObject(then), ...(isNeeded(check.optionsSchema) ? given : {}) } }];
}

function sourceDemands(source: DataSource): readonly JsonObject[] {
  const needed = only(source.parameters);
  if (Object.keys(needed).length === 0) return [];
  const { then, ...rest } = when("source", source.name, {
    with: only(templatedSchema(source.parameters, "#", template)),
  });
  return [
    { ...rest, then: { ...asObject(then), ...(isNeeded(source.parameters) ? { required: ["with"] } : {}) } },
  ];
}

/** True when leaving everything out cannot be right. */
function isNeeded(schema: JsonObject): boolean {
  return Array.isArray(schema["required"]) && schema["required"].length > 0;
}

function only(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => demands.includes(key)));
}

function without(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !demands.includes(key)));
}

/** Every data source that providers and plug-ins bring. */
function sourcesOf(registry: Registry): readonly DataSource[] {
  const own = [...registry.providers.values()].flatMap((provider) =>
    provider.sourceNames.map((name) => provider.source(name)),
  );
  return [...own, ...registry.dataSources.values()];
}

function byName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function definition(kind: string, name: string): string {
  return `${kind}-${name}`;
}

function propertiesOf(schema: JsonObject): JsonObject {
  return asObject(schema["properties"]);
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
