import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";
import { parseDuration } from "../../time/duration.ts";

/** The settings of a sink, with the defaults that its schema tells. They were found valid before. */
export class Settings {
  readonly #properties: JsonObject;
  readonly #config: JsonObject;

  constructor(schema: JsonSchema, config: JsonObject) {
    this.#properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    this.#config = config;
  }

  value(name: string): Json | undefined {
    if (Object.hasOwn(this.#config, name)) return this.#config[name];
    const property = this.#properties[name];
    return isJsonObject(property) ? property["default"] : undefined;
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value !== "string") throw new TypeError(`The setting ${name} is no text.`);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" ? value : undefined;
  }

  number(name: string): number {
    const value = this.value(name);
    if (typeof value !== "number") throw new TypeError(`The setting ${name} is no number.`);
    return value;
  }

  flag(name: string): boolean {
    return this.value(name) === true;
  }

  list(name: string): readonly Json[] {
    const value = this.value(name);
    return Array.isArray(value) ? value : [];
  }

  object(name: string): JsonObject {
    const value = this.value(name);
    return isJsonObject(value) ? value : {};
  }

  /** A duration that does not depend on the calendar. */
  milliseconds(name: string): number {
    const duration = parseDuration(this.text(name));
    if (duration === undefined) throw new TypeError(`The setting ${name} is no duration.`);
    return duration.total("milliseconds");
  }
}
