import type { JsonObject } from "../../model/json.ts";
import { textSchema } from "./shared-schemas.ts";

const path = (description: string): JsonObject => ({
  description,
  type: "string",
  pattern: "^[A-Za-z_][\\w-]*(?:\\.[A-Za-z_][\\w-]*)*$",
  "x-expected": "names joined by dots",
});

const change: JsonObject = {
  description: "Where an event says what changed.",
  type: "object",
  additionalProperties: false,
  required: ["old", "new"],
  dependentRequired: { list: ["property"], property: ["list"] },
  properties: {
    list: path("List of changes. Absent: old and new are objects whose members are the properties."),
    property: path("In a change: name of the property."),
    old: path("Old value, or values."),
    new: path("New value, or values."),
  },
};

/** Schema of a registry of entity types: where events about each of them, as served, say what changed. */
export const entitiesSchema: JsonObject = {
  description:
    "Where audit events about types of entities, as they are served, say what changed. Of a type that is listed twice, the first counts.",
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["types", "changes"],
    properties: {
      types: { description: "Entity types, exact case.", type: "array", minItems: 1, items: textSchema },
      name: {
        description: "Paths to the entity's name; the first that leads to one counts.",
        type: "array",
        items: path("Path to the entity's name."),
      },
      changes: { description: "All that are there count.", type: "array", minItems: 1, items: change },
    },
  },
};
