import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { FieldMatcher } from "../record/field-name.ts";
import { entryName } from "../record/named-values.ts";
import { rememberNames } from "../record/remember-names.ts";
import { hintOf, type PiiRules, textOf } from "./pii-hits.ts";
import { scanText } from "./scan-text.ts";
import { signsOf } from "./signs-of.ts";

/** What the name of a property means for what is below it. */
type NameState = "ignored" | "quiet" | "loud";

/**
 * Finds out whether a record has all named fields and nothing that a detector claims, which is so for most. It
 * looks at the same places as `namedPlaces` and `piiHits` do and remembers none; where it finds anything it leaves off,
 * for them to say what.
 */
export class QuietRecords {
  readonly #rules: PiiRules;
  readonly #fields: FieldMatcher | undefined;
  readonly #loud: RegExp;
  readonly #stateOf: (name: string) => NameState;
  /** One bit for each field. */
  readonly #all: number;
  #found = 0;

  constructor(rules: PiiRules, fields: FieldMatcher | undefined, fieldCount: number) {
    this.#rules = rules;
    this.#fields = fields;
    this.#all = 2 ** fieldCount - 1;
    this.#stateOf = nameStates(rules);
    this.#loud = signsOf(rules.detectors);
  }

  /** False says nothing: the record has to be looked at. */
  has(record: JsonObject): boolean {
    if (this.#rules.patterns.length > 0 || this.#all > 2 ** 30) return false;
    if (this.#fields === undefined) return this.#isQuietBelow(record, "", undefined);
    this.#found = 0;
    return this.#search(record, this.#fields) && this.#found === this.#all;
  }

  /** Looks for the named fields. */
  #search(value: Json, fields: FieldMatcher): boolean {
    if (!isJsonObject(value)) return !Array.isArray(value) || this.#searchList(value, fields);
    for (const name in value) {
      const child = value[name] ?? null;
      const match = fields.match(name === "value" ? (entryName(value) ?? name) : name);
      if (match !== undefined) {
        this.#found |= 1 << match.index;
        if (!this.#isQuietMember(name, child, value)) return false;
      } else if (typeof child === "object" && !this.#search(child, fields)) return false;
    }
    return true;
  }

  #searchList(list: readonly Json[], fields: FieldMatcher): boolean {
    for (let index = 0; index < list.length; index++) {
      const item = list[index] ?? null;
      if (typeof item === "object" && !this.#search(item, fields)) return false;
    }
    return true;
  }

  #isQuietMember(name: string, value: Json, holder: JsonObject): boolean {
    const state = this.#stateOf(name);
    return state === "ignored" || (state === "quiet" && this.#isQuietBelow(value, name, holder));
  }

  #isQuietBelow(value: Json, name: string, holder: JsonObject | undefined): boolean {
    if (typeof value === "string") return this.#isQuietText(value, name, holder);
    if (typeof value !== "object") {
      const text = textOf(value);
      return text === undefined || this.#isQuietText(text, name, holder);
    }
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++)
        if (!this.#isQuietBelow(value[index] ?? null, name, holder)) return false;
    } else if (isJsonObject(value)) {
      for (const key in value) if (!this.#isQuietMember(key, value[key] ?? null, value)) return false;
    }
    return true;
  }

  /** Text without a sign of any detector needs no preparation. */
  #isQuietText(text: string, name: string, holder: JsonObject | undefined): boolean {
    if (!this.#loud.test(text)) return true;
    const context = {
      get name() {
        return hintOf(name, holder);
      },
    };
    return scanText(text, this.#rules.detectors, context).length === 0;
  }
}

/** @returns a function that tells what a name means */
function nameStates({ ignored, keys, detectors }: PiiRules): (name: string) => NameState {
  return rememberNames((name) => {
    if (ignored.match(name) !== undefined) return "ignored";
    return keys && scanText(name, detectors, { name: "" }).length > 0 ? "loud" : "quiet";
  });
}
