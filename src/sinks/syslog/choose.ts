import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../../model/json.ts";

/** JSON Schema of a setting that is fixed, or looked up in a field of the row. */
export function choiceSetting(description: string, choice: JsonSchema, fallback: string): JsonSchema {
  return {
    description: `${description}; or, from a field of the row: { field, values, otherwise }`,
    default: fallback,
    anyOf: [
      choice,
      {
        type: "object",
        properties: {
          field: { type: "string", minLength: 1, description: "Field of the row, by its exact name" },
          values: {
            type: "object",
            additionalProperties: choice,
            description: "What a value of the field means; without it the value is taken as it stands",
          },
          otherwise: choice,
        },
        required: ["field", "otherwise"],
        additionalProperties: false,
      },
    ],
  };
}

/**
 * Makes the function that chooses for a row.
 *
 * @param setting valid against `choiceSetting`
 * @param isValid for a value of the field that is taken as it stands
 */
export function chooser(
  setting: Json | undefined,
  isValid: (value: string) => boolean,
): (row: JsonObject) => string {
  if (!isJsonObject(setting)) return () => String(setting);
  const { field, values, otherwise } = setting;
  return (row) => {
    const name = String(field);
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    if (value === undefined || value === null || typeof value === "object") return String(otherwise);
    const text = String(value);
    if (isJsonObject(values)) return String(Object.hasOwn(values, text) ? values[text] : otherwise);
    return isValid(text) ? text : String(otherwise);
  };
}
