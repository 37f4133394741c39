import { isJsonObject, type Json } from "../../model/json.ts";
import type { FieldMatcher } from "../record/field-name.ts";
import { type Place, pushChildren } from "../record/place.ts";
import type { Detector } from "./detector.ts";
import { nameWords } from "./name-words.ts";
import { prepareText } from "./prepare-text.ts";
import { scanText } from "./scan-text.ts";

/** What to look for and where. */
export interface PiiRules {
  readonly detectors: readonly Detector[];
  readonly patterns: readonly { readonly kind: string; readonly pattern: { test(text: string): boolean } }[];
  /** Properties that are left out with everything below them. */
  readonly ignored: FieldMatcher;
  /** Whether property names are looked at. */
  readonly keys: boolean;
  /** True for values that are no personal data. */
  allows(value: string): boolean;
}

/** Something that looks like personal data. */
export interface PiiHit {
  readonly kind: string;
  readonly label: string;
  readonly place: Place;
  /** Must not leave the process. */
  readonly value: string;
  /** Found in the property name instead of the value. */
  readonly inName: boolean;
}

/** Looks through a place and everything below it. */
export function* piiHits(top: Place, rules: PiiRules): Generator<PiiHit> {
  const stack = [top];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { name } = place;
    if (typeof name === "string" && rules.ignored.match(name) !== undefined) continue;
    if (rules.keys && typeof name === "string") yield* hitsIn(name, place, true, rules);
    const text = textOf(place.value);
    if (text !== undefined) yield* hitsIn(text, place, false, rules);
    pushChildren(stack, place);
  }
}

const noHits: readonly PiiHit[] = [];

function hitsIn(text: string, place: Place, inName: boolean, rules: PiiRules): readonly PiiHit[] {
  // What the place is called is found out only when a detector asks for it.
  const found = scanText(text, rules.detectors, {
    get name() {
      return inName ? "" : hintFor(place);
    },
  });
  if (found.length === 0 && rules.patterns.length === 0) return noHits;
  const hits: PiiHit[] = [];
  for (const { detector, value } of found) {
    if (!rules.allows(value)) hits.push({ kind: detector.kind, label: detector.label, place, value, inName });
  }
  for (const { kind, pattern } of rules.patterns) {
    if (matches(pattern, text) && !rules.allows(text))
      hits.push({ kind, label: `a value of the kind '${kind}'`, place, value: text, inName });
  }
  return hits;
}

/** Own patterns see the text as it is and as people read it. */
function matches(pattern: { test(text: string): boolean }, text: string): boolean {
  if (pattern.test(text)) return true;
  const prepared = prepareText(text).text;
  return prepared !== text && pattern.test(prepared);
}

/** Fractions are measurements; whole numbers may be a card or a phone number stored as a number. */
export function textOf(value: Json): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Nearest property name: a list's elements are named by the list, `value` by the entry's own name. */
function hintFor(place: Place): string {
  let at: Place | undefined = place;
  while (at !== undefined && typeof at.name !== "string") at = at.parent;
  return hintOf(String(at?.name ?? ""), at?.parent?.value);
}

/** What a property is called, for detectors. @param holder the object that it is a property of */
export function hintOf(name: string, holder: Json | undefined): string {
  if (name !== "value" || !isJsonObject(holder)) return nameWords(name);
  const entry = Object.entries(holder).find(
    ([sibling, value]) => (sibling === "name" || sibling === "key") && typeof value === "string",
  )?.[1];
  return nameWords(typeof entry === "string" ? entry : name);
}
