import type { Check, CheckContext, Outcome } from "../model/check.ts";
import type { Evidence } from "../model/finding.ts";
import type { JsonObject, JsonSchema } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import { passes } from "./answers/passes.ts";
import { optionsReader } from "./options/options-reader.ts";
import { detectors } from "./pii/detectors.ts";
import { type PiiHit, type PiiRules, piiHits } from "./pii/pii-hits.ts";
import { QuietRecords } from "./pii/quiet-records.ts";
import { characters } from "./record/describe-value.ts";
import { type FieldMatcher, fieldMatcher } from "./record/field-name.ts";
import { namedPlaces } from "./record/named-values.ts";
import type { Place } from "./record/place.ts";
import { pointerTo, withoutIndexes } from "./record/pointer.ts";
import { quote } from "./record/quote.ts";

const evidenceLimit = 20;
const passed = passes("Nothing looks like personal data.");

const optionsSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  // Looking for nothing would find nothing.
  anyOf: [{ required: ["patterns"] }, { properties: { detectors: { minItems: 1 } } }],
  properties: {
    detectors: {
      description: "Kinds of personal data to look for. All when absent, none when empty.",
      type: "array",
      items: { enum: detectors.map(({ kind }) => kind) },
    },
    patterns: {
      description:
        "Own kinds: name → regular expression, matched in linear time (no look-around, no back-references).",
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: "^[a-z][a-z0-9-]{0,39}$" },
      additionalProperties: { type: "string", minLength: 1, format: "regex" },
    },
    fields: {
      description: "Names of the properties to look into, at any depth. The whole record when absent.",
      type: "array",
      minItems: 1,
      items: { type: "string", minLength: 1 },
    },
    ignoreFields: {
      description: "Names of the properties to leave out, with everything below them.",
      type: "array",
      items: { type: "string", minLength: 1 },
    },
    keys: { description: "Look at property names too.", type: "boolean", default: true },
    allow: {
      description: "Values that are no personal data, such as a service address. Case does not matter.",
      type: "array",
      items: { type: "string", minLength: 1 },
    },
    allowPatterns: {
      description:
        "Regular expressions; what they find a match in is no personal data. Anchor them with `^` and `$`.",
      type: "array",
      items: { type: "string", minLength: 1, format: "regex" },
    },
  },
};

/** Fails each record that holds something which looks like personal data. */
export const pii: Check = {
  name: "pii",
  summary: "Records hold nothing that looks like personal data",
  description: [
    "Looks at every text and whole number of a record, at any depth, and at property names. Detectors: `email`; `iban` (country, length",
    "and check over 97); `card` (issued prefix, length and Luhn's check); `ssn` (3-2-4 with dashes or spaces); `phone` (international",
    "with `+`, North American forms). Rows of digits without a form count as `ssn` or `phone` only below a property whose name says so.",
    "Digits of other scripts, full-width forms and invisible separators are read as people read them. UUIDs, hashes, timestamps and",
    "IP addresses are left out.",
    "",
    "The finding names the place, the kind and the length, **never the value or a part of it**. A pass means that nothing was",
    "recognised: names, addresses, national phone formats without a telling property name and encoded texts are not. Detectors work",
    "in linear time. With `fields`, a field that is absent is left to the rule's `onMissing`.",
  ].join("\n"),
  optionsSchema,
  example: [
    "check: pii",
    "on: logs",
    "with:",
    "  detectors: [ssn, card, email, phone, iban]",
    "  patterns: { member-number: '\\bMBR-[0-9]{8}\\b' }",
    "  ignoreFields: [userName]",
    "  allow: [support@example.com]",
    "severity: critical",
    "controls: [gdpr:art-5]",
  ].join("\n"),
  evaluate(options, context) {
    const fields = optionsReader(options).texts("fields");
    const matcher = fields.length === 0 ? undefined : fieldMatcher(fields);
    const rules = rulesOf(options, context);
    const quiet = new QuietRecords(rules, matcher, fields.length);
    return { record: (record) => (quiet.has(record) ? passed : judge(record, fields, matcher, rules)) };
  },
};

function* judge(
  record: JsonObject,
  fields: readonly string[],
  matcher: FieldMatcher | undefined,
  rules: PiiRules,
): Generator<Outcome> {
  const tops = matcher === undefined ? [{ value: record }] : yield* namedTops(record, fields, matcher);
  const hits = tops.flatMap((top) => [...piiHits(top, rules)]);
  if (hits.length === 0) {
    if (tops.length > 0) yield* passed;
    return;
  }
  const groups = Map.groupBy(hits, ({ kind, place }) => `${kind} ${withoutIndexes(pointerTo(place))}`);
  for (const [key, group] of groups) yield failure(key, group);
}

/** The named places; yields what has to be said about fields that have none. */
function* namedTops(
  record: JsonObject,
  fields: readonly string[],
  matcher: FieldMatcher,
): Generator<Outcome, readonly Place[]> {
  const found = [...namedPlaces({ value: record }, matcher)];
  for (const [index, field] of fields.entries()) {
    if (found.some((named) => named.field === index)) continue;
    yield {
      status: "missing",
      key: field,
      field,
      message: `Field ${quote(field)} is absent, so it was not looked into.`,
    };
  }
  return found.map(({ place }) => place);
}

function rulesOf(options: JsonObject, context: CheckContext): PiiRules {
  const reader = optionsReader(options);
  const kinds = options["detectors"] === undefined ? undefined : reader.texts("detectors");
  const patterns = isJsonObject(options["patterns"]) ? options["patterns"] : {};
  const allowed = new Set(reader.texts("allow").map((value) => value.toLowerCase()));
  const allowPatterns = reader.texts("allowPatterns").map((source) => context.pattern(source));
  return {
    detectors: detectors.filter(({ kind }) => kinds === undefined || kinds.includes(kind)),
    patterns: Object.entries(patterns).map(([kind, source]) => ({
      kind,
      pattern: context.pattern(String(source)),
    })),
    ignored: fieldMatcher(reader.texts("ignoreFields")),
    keys: options["keys"] !== false,
    allows: (value) =>
      allowed.has(value.toLowerCase()) || allowPatterns.some((pattern) => pattern.test(value)),
  };
}

function failure(key: string, hits: readonly PiiHit[]): Outcome {
  const [first] = hits;
  const where = withoutIndexes(first === undefined ? "" : pointerTo(first.place));
  const label = first?.label ?? "personal data";
  const shown: Evidence[] = hits.slice(0, evidenceLimit).map(({ kind, place, value, inName }) => ({
    pointer: pointerTo(place),
    expected: "no personal data",
    found: `${kind}, ${characters(value)}`,
    ...(inName ? { note: "in the name of the property" } : {}),
  }));
  const rest = hits.length - shown.length;
  return {
    status: "fail",
    key,
    message: `What looks like ${label} is at ${quote(where)}.`,
    evidence: rest > 0 ? [...shown, { note: `and ${rest} more` }] : shown,
    sensitive: [...new Set(hits.map(({ value }) => value))],
  };
}
