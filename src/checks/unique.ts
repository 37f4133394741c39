import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Expression } from "../model/expression.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Resource } from "../model/resource.ts";
import { type Answer, ask, missing, unusable } from "./answers/answer.ts";
import { optionsReader } from "./options/options-reader.ts";
import { foldName } from "./record/field-name.ts";
import { quote } from "./record/quote.ts";

const listed = 10;

/** Fails all records that share a key. */
export const unique: Check = {
  name: "unique",
  summary: "No two records have the same key",
  description: [
    "The key is one expression or several together. Every record of a group that shares a key fails, not only the later ones, so",
    "that the order of the pages does not decide. The shared value itself is not shown, because it may be personal data.",
    "",
    "Two equal keys prove a failure whatever else is missing; that there are none is only concluded from complete data. A record",
    "without a key is left to the rule's `onMissing`.",
    "",
    "Memory: the key and the resource (type, id, name) of every record. Records are read a second time when there are duplicates.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["by"],
    properties: {
      by: {
        description:
          "Expression, or list of expressions, that make up the key. Each must yield a text, number or boolean.",
        anyOf: [
          { type: "string", minLength: 1, format: "jsonata" },
          { type: "array", minItems: 1, items: { type: "string", minLength: 1, format: "jsonata" } },
        ],
      },
      ignoreCase: { description: "Treat upper and lower case as the same.", type: "boolean", default: false },
      normalise: {
        description:
          "Treat texts as the same that differ only in white space at the ends, runs of it, or Unicode form.",
        type: "boolean",
        default: false,
      },
    },
  },
  example: [
    "check: unique",
    "on: queues",
    "with: { by: name, ignoreCase: true, normalise: true }",
    "severity: low",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const parts = reader.texts("by").map((source) => context.compile(source));
    const form = textForm(reader.flag("ignoreCase"), reader.flag("normalise"));
    const label = quote(parts.map(({ source }) => source).join(", "));
    const owners = new Map<string, Resource[]>();
    return {
      *record(record) {
        const answer = keyOf(parts, record, form);
        if ("outcome" in answer) {
          yield answer.outcome;
          return;
        }
        const group = owners.get(answer.value);
        if (group === undefined) owners.set(answer.value, [context.resourceOf(record)]);
        else group.push(context.resourceOf(record));
      },
      *finish() {
        for (const group of owners.values()) {
          const [resource] = group;
          if (resource === undefined || group.length > 1) continue;
          yield {
            status: "pass",
            message: `No other record has the same ${label}.`,
            resource,
            assumesComplete: true,
          };
        }
        yield* duplicates(owners, (record) => keyOf(parts, record, form), label, context);
      },
    };
  },
};

/** Reads the dataset again, since only now is it known whose records the findings need. */
function* duplicates(
  owners: ReadonlyMap<string, readonly Resource[]>,
  keyIn: (record: JsonObject) => Answer<string>,
  label: string,
  context: CheckContext,
): Generator<Outcome> {
  const waiting = new Map(
    [...owners].filter(([, group]) => group.length > 1).map(([key, group]) => [key, byId(group)]),
  );
  if (waiting.size === 0) return;
  for (const record of context.input(context.subject.name).records()) {
    const answer = keyIn(record);
    if ("outcome" in answer) continue;
    const resource = context.resourceOf(record);
    // Deleting reports a resource once, even where the same resource occurs twice.
    if (waiting.get(answer.value)?.delete(resource.id) !== true) continue;
    yield shared(resource, owners.get(answer.value) ?? [], label, record);
  }
  // A duplicate that the second reading did not bring back is still one.
  for (const [key, group] of waiting) {
    for (const resource of group.values()) yield shared(resource, owners.get(key) ?? [], label);
  }
}

function byId(group: readonly Resource[]): Map<string, Resource> {
  return new Map(group.map((resource) => [resource.id, resource]));
}

function shared(resource: Resource, group: readonly Resource[], label: string, record?: JsonObject): Outcome {
  const others = [...byId(group).keys()].filter((id) => id !== resource.id).sort();
  const more = others.length > listed ? ` and ${others.length - listed} more` : "";
  const note =
    others.length === 0
      ? "all with the same id"
      : `also ${others.slice(0, listed).map(quote).join(", ")}${more}`;
  return {
    status: "fail",
    message: `${group.length} records have the same ${label}.`,
    evidence: [{ expected: "1 record", found: `${group.length} records`, note }],
    resource,
    ...(record === undefined ? {} : { record }),
  };
}

function keyOf(
  parts: readonly Expression[],
  record: JsonObject,
  form: (text: string) => string,
): Answer<string> {
  const values: Json[] = [];
  for (const part of parts) {
    const answer = ask(part, record);
    if ("outcome" in answer) return answer;
    const { value } = answer;
    if (value === undefined || value === null) return missing(part.source);
    if (typeof value === "object") return unusable(part.source, "a text, number or boolean", value);
    values.push(typeof value === "string" ? form(value) : value);
  }
  return { value: JSON.stringify(values) };
}

function textForm(ignoreCase: boolean, normalise: boolean): (text: string) => string {
  return (text) => {
    const plain = normalise ? text.normalize("NFC").replace(/\s+/gu, " ").trim() : text;
    return ignoreCase ? foldName(plain) : plain;
  };
}
