import { isJsonObject, type Json } from "../../model/json.ts";

/** The shape of a request body; properties that it does not name are refused. */
export type BodyShape =
  | { readonly type: "any" }
  | { readonly type: "text"; readonly values?: readonly string[] }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "list"; readonly of: BodyShape; readonly max?: number }
  | {
      readonly type: "object";
      readonly properties: Readonly<Record<string, BodyShape>>;
      readonly required?: readonly string[];
    };

function objectProblem(
  value: Json,
  shape: Extract<BodyShape, { type: "object" }>,
  at: string,
): string | undefined {
  if (!isJsonObject(value)) return `${at} must be an object`;
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape.properties, name));
  if (unknown !== undefined) return `${at} has an unknown property [${unknown}]`;
  for (const name of shape.required ?? []) if (!Object.hasOwn(value, name)) return `${at} lacks [${name}]`;
  for (const [name, field] of Object.entries(value)) {
    const expected = shape.properties[name];
    const problem = expected === undefined ? undefined : shapeProblem(field, expected, `${at}.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function listProblem(
  value: Json,
  shape: Extract<BodyShape, { type: "list" }>,
  at: string,
): string | undefined {
  if (!Array.isArray(value)) return `${at} must be a list`;
  if (shape.max !== undefined && value.length > shape.max) return `${at} has more than ${shape.max} elements`;
  for (const element of value) {
    const problem = shapeProblem(element, shape.of, `${at}[]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What is wrong with a body, in words; undefined when nothing is. */
export function shapeProblem(value: Json, shape: BodyShape, at = "body"): string | undefined {
  switch (shape.type) {
    case "any":
      return undefined;
    case "text":
      if (typeof value !== "string") return `${at} must be text`;
      return shape.values === undefined || shape.values.includes(value)
        ? undefined
        : `${at} has a value that is not allowed`;
    case "integer":
      if (typeof value !== "number" || !Number.isInteger(value)) return `${at} must be a whole number`;
      return value >= shape.min && value <= shape.max
        ? undefined
        : `${at} must be ${shape.min} to ${shape.max}`;
    case "list":
      return listProblem(value, shape, at);
    case "object":
      return objectProblem(value, shape, at);
  }
}
