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
    "With `each`, the key is a list of values, none of which another record may have: the numbers of a line, say.",
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
      each: {
        description: "The expression yields a list, and each of its values is a key of its own.",
        type: "boolean",
        default: false,
      },
      ignoreCase: { description: "Treat upper and lower case as the same.", type: "boolean", default: false },
      normalise: {
        description:
          "Treat texts as the same that differ only in white space at the ends, runs of it, or Unicode form.",
        type: "boolean",
        default: false,
      },
    },
    if: { required: ["each"], properties: { each: { const: true } } },
    then: { properties: { by: { type: "string" } } },
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
    const each = reader.flag("each");
    const keysOf = (record: JsonObject): Answer<readonly string[]> =>
      each ? listedKeys(parts, record, form) : oneKey(parts, record, form);
    return {
      *record(record) {
        const answer = keysOf(record);
        if ("outcome" in answer) {
          yield answer.outcome;
          return;
        }
        const resource = context.resourceOf(record);
        for (const key of answer.value) {
          const group = owners.get(key);
          if (group === undefined) owners.set(key, [resource]);
          else group.push(resource);
        }
      },
      *finish() {
        const groups = [...owners.values()];
        const sharing = new Set(groups.filter((group) => group.length > 1).flatMap(ids));
        const alone = new Map(groups.flatMap((group) => group.map((resource) => [resource.id, resource])));
        for (const [id, resource] of alone) {
          if (sharing.has(id)) continue;
          const message = `No other record has the same ${label}.`;
          yield { status: "pass", message, resource, assumesComplete: true };
        }
        yield* duplicates(owners, keysOf, label, context);
      },
    };
  },
};

/** Reads the dataset again, since only now is it known whose records the findings need. */
function* duplicates(
  owners: ReadonlyMap<string, readonly Resource[]>,
  keysIn: (record: JsonObject) => Answer<readonly string[]>,
  label: string,
  context: CheckContext,
): Generator<Outcome> {
  const waiting = new Map(
    [...owners].filter(([, group]) => group.length > 1).map(([key, group]) => [key, byId(group)]),
  );
  if (waiting.size === 0) return;
  // A resource that shares several keys is reported once, with the first of them.
  const reported = new Set<string>();
  for (const record of context.input(context.subject.name).records()) {
    const answer = keysIn(record);
    if ("outcome" in answer) continue;
    const resource = context.resourceOf(record);
    for (const key of answer.value) {
      if (waiting.get(key)?.has(resource.id) !== true || reported.has(resource.id)) continue;
      reported.add(resource.id);
      yield shared(resource, owners.get(key) ?? [], label, record);
    }
  }
  // A duplicate that the second reading did not bring back is still one.
  for (const [key, group] of waiting) {
    for (const resource of group.values()) {
      if (reported.has(resource.id)) continue;
      reported.add(resource.id);
      yield shared(resource, owners.get(key) ?? [], label);
    }
  }
}

function ids(group: readonly Resource[]): readonly string[] {
  return group.map(({ id }) => id);
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

/** The one key that all expressions make up together. */
function oneKey(parts: readonly Expression[], record: JsonObject, form: TextForm): Answer<readonly string[]> {
  const values: Json[] = [];
  for (const part of parts) {
    const answer = ask(part, record);
    if ("outcome" in answer) return answer;
    const { value } = answer;
    if (value === undefined || value === null) return missing(part.source);
    if (typeof value === "object") return unusable(part.source, "a text, number or boolean", value);
    values.push(typeof value === "string" ? form(value) : value);
  }
  return { value: [JSON.stringify(values)] };
}

/** Each value of a list as a key of its own; a value that is no list is a list of one. */
function listedKeys(
  parts: readonly Expression[],
  record: JsonObject,
  form: TextForm,
): Answer<readonly string[]> {
  const keys = new Set<string>();
  for (const part of parts) {
    const answer = ask(part, record);
    if ("outcome" in answer) return answer;
    const values: readonly (Json | undefined)[] = Array.isArray(answer.value) ? answer.value : [answer.value];
    if (values.length === 0) return missing(part.source);
    for (const value of values) {
      if (value === undefined || value === null) return missing(part.source);
      if (typeof value === "object")
        return unusable(part.source, "a list of texts, numbers or booleans", value);
      keys.add(JSON.stringify([typeof value === "string" ? form(value) : value]));
    }
  }
  return { value: [...keys] };
}

type TextForm = (text: string) => string;

function textForm(ignoreCase: boolean, normalise: boolean): TextForm {
  return (text) => {
    const plain = normalise ? text.normalize("NFC").replace(/\s+/gu, " ").trim() : text;
    return ignoreCase ? foldName(plain) : plain;
  };
}
