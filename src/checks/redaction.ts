import type { Check, Outcome } from "../model/check.ts";
import type { Evidence } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { optionsReader } from "./options/options-reader.ts";
import { describeValue } from "./record/describe-value.ts";
import { fieldMatcher } from "./record/field-name.ts";
import { isEmpty } from "./record/is-empty.ts";
import { type NamedPlace, namedPlaces } from "./record/named-values.ts";
import { childrenOf, type Place, placesIn } from "./record/place.ts";
import { pointerTo } from "./record/pointer.ts";
import { quote } from "./record/quote.ts";
import { defaultMarkers, markerTest } from "./redaction/markers.ts";

const evidenceLimit = 20;
/** Shorter texts occur everywhere; masking them would make findings unreadable and protect nothing. */
const shortestSensitive = 3;

/** Fails each record in which a named field holds anything but a redaction marker. */
export const redaction: Check = {
  name: "redaction",
  summary: "Named fields hold a redaction marker and nothing else",
  description: [
    "`fields` are property names, found at any depth, whatever their case and Unicode form. A name that only reads the same",
    "(Cyrillic `ѕsn`, full-width or zero-width characters) counts as the field, and the finding says so. Entries of lists such as",
    "`{ name: ssn, value: … }` (also `key`, `variableName`) count as a field of that name.",
    "",
    "The **whole** value must be a marker: `4111***1111` fails, `[REDACTED]` passes. `***` stands for longer runs too. Below a named",
    "field every text, number and boolean is held to that; property names below it are not looked at. Without `markers` these are",
    `accepted: ${defaultMarkers.map((marker) => `\`${marker}\``).join(", ")}.`,
    "",
    "A field that is absent or empty was not redacted as far as anyone can tell: it is left to the rule's `onMissing`, unless",
    "`allowEmpty` accepts empty values. Personal data in fields that are not named is found by `pii`.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["fields"],
    properties: {
      fields: {
        description: "Names of the properties that must be redacted.",
        type: "array",
        minItems: 1,
        items: { type: "string", minLength: 1 },
      },
      markers: {
        description: "Texts that count as redacted, instead of the built-in ones. Case does not matter.",
        type: "array",
        minItems: 1,
        items: { type: "string", minLength: 1 },
      },
      allowEmpty: {
        description: "Accept null, blank text, empty lists and empty objects as redacted.",
        type: "boolean",
        default: false,
      },
    },
  },
  example: [
    "check: redaction",
    "on: logs",
    'with: { fields: [customerEmail, paymentToken, ssn], markers: ["[REDACTED]", "***"] }',
    "severity: critical",
    "controls: [pci-dss-4.0:3.4.1, gdpr:art-5.1.f]",
  ].join("\n"),
  evaluate(options) {
    const reader = optionsReader(options);
    const fields = reader.texts("fields");
    const markers = reader.texts("markers");
    const matcher = fieldMatcher(fields);
    const rules = {
      isMarker: markerTest(markers.length === 0 ? defaultMarkers : markers),
      allowEmpty: reader.flag("allowEmpty"),
    };
    return {
      *record(record) {
        const found = Map.groupBy(namedPlaces({ value: record }, matcher), ({ field }) => field);
        for (const [index, field] of fields.entries()) yield judgeField(field, found.get(index) ?? [], rules);
      },
    };
  },
};

interface Rules {
  isMarker(text: string): boolean;
  readonly allowEmpty: boolean;
}

function judgeField(field: string, places: readonly NamedPlace[], rules: Rules): Outcome {
  const unmasked = places.map((named) => ({ named, values: unmaskedBelow(named.place, rules) }));
  const exposed = unmasked.filter(({ values }) => values.length > 0);
  if (exposed.length > 0) {
    const lookAlike = exposed.every(({ named }) => named.lookAlike);
    const message = lookAlike
      ? `A field whose name only looks like ${quote(field)} is not redacted.`
      : `Field ${quote(field)} is not redacted.`;
    return {
      status: "fail",
      key: field,
      message,
      evidence: exposed.slice(0, evidenceLimit).map(({ named, values }) => toEvidence(named, values)),
      sensitive: exposed.flatMap(({ values }) => values).flatMap(sensitiveText),
    };
  }
  if (places.length === 0) {
    return {
      status: "missing",
      key: field,
      field,
      message: `Field ${quote(field)} is absent, so nothing shows that it is redacted.`,
    };
  }
  if (!rules.allowEmpty && places.some(({ place }) => hasEmptyPart(place))) {
    return {
      status: "missing",
      key: field,
      field,
      message: `Field ${quote(field)} is empty, so nothing shows that it is redacted.`,
    };
  }
  return { status: "pass", key: field, message: `Field ${quote(field)} is redacted.` };
}

function unmaskedBelow(top: Place, { isMarker }: Rules): readonly Json[] {
  const values: Json[] = [];
  for (const place of placesIn(top)) {
    const { value } = place;
    if (childrenOf(place).length > 0 || isEmpty(value)) continue;
    if (typeof value !== "string" || !isMarker(value)) values.push(value);
  }
  return values;
}

function hasEmptyPart(top: Place): boolean {
  return placesIn(top).some(({ value }) => isEmpty(value));
}

function toEvidence({ place, lookAlike }: NamedPlace, values: readonly Json[]): Evidence {
  const [first] = values;
  const found = values.length === 1 ? describeValue(first) : `${values.length} values that are no marker`;
  const note = lookAlike ? { note: "the name is written with other characters that look the same" } : {};
  return { pointer: pointerTo(place), expected: "a redaction marker", found, ...note };
}

function sensitiveText(value: Json): readonly string[] {
  const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  return text.length < shortestSensitive ? [] : [text];
}
