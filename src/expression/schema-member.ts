import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "../model/json.ts";

/** A schema inside the document that its references point into. */
export interface SchemaAt {
  readonly schema: Json;
  readonly root: JsonSchema;
}

/**
 * What schemas say about a member of a value:
 * `some`: it may be there, as described; `none`: it cannot be there; `open`: anything may be there;
 * `silent`: nothing is said.
 */
export type Member =
  | { readonly kind: "some"; readonly schemas: readonly SchemaAt[] }
  | { readonly kind: "none" | "open" | "silent" };

const none: Member = { kind: "none" };
const open: Member = { kind: "open" };
const silent: Member = { kind: "silent" };

/** The target of a reference inside the same document. */
export function resolveReference(reference: string, root: JsonSchema): Json | undefined {
  if (!reference.startsWith("#")) return undefined;
  let at: Json | undefined = root;
  for (const token of reference.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** Schemas that hold together: a description wins, then openness, then a refusal. */
function allOf(members: readonly Member[]): Member {
  const schemas = members.flatMap((member) => (member.kind === "some" ? member.schemas : []));
  if (schemas.length > 0) return { kind: "some", schemas };
  return members.find(({ kind }) => kind === "open") ?? members.find(({ kind }) => kind === "none") ?? silent;
}

/** Schemas of which one holds: absent only when it is absent in each. */
function anyOf(members: readonly Member[]): Member {
  const free = members.find(({ kind }) => kind === "open" || kind === "silent");
  if (free !== undefined) return free;
  const schemas = members.flatMap((member) => (member.kind === "some" ? member.schemas : []));
  return schemas.length > 0 ? { kind: "some", schemas } : none;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function typesOf(schema: JsonObject): readonly Json[] | undefined {
  const { type } = schema;
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type;
  const values = schema["const"] === undefined ? list(schema["enum"]) : [schema["const"]];
  const scalar = values.length > 0 && values.every((value) => typeof value !== "object" || value === null);
  return scalar ? ["string"] : undefined;
}

const conditional = ["if", "then", "else", "dependentSchemas", "patternProperties", "$dynamicRef"];

function ofObject(schema: JsonObject, root: JsonSchema, name: string): Member {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : undefined;
  const described =
    properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (described === false) return none;
  if (described !== undefined) return { kind: "some", schemas: [{ schema: described, root }] };
  if (conditional.some((keyword) => keyword in schema)) return open;
  const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  if (additional === true) return open;
  if (isJsonObject(additional)) return { kind: "some", schemas: [{ schema: additional, root }] };
  if (additional === false || properties !== undefined) return none;
  return schema["type"] === undefined ? silent : open;
}

function ofArray(schema: JsonObject, root: JsonSchema, name: string, seen: readonly Json[]): Member {
  const items = [...list(schema["prefixItems"]), ...(schema["items"] === undefined ? [] : [schema["items"]])];
  if (items.length === 0) return open;
  return anyOf(items.map((item) => memberOf({ schema: item, root }, name, seen)));
}

function ownMember(schema: JsonObject, root: JsonSchema, name: string, seen: readonly Json[]): Member {
  const types = typesOf(schema);
  const hasItems = "items" in schema || "prefixItems" in schema;
  const alternatives: Member[] = [];
  if (types === undefined ? !hasItems || "properties" in schema : types.includes("object")) {
    alternatives.push(ofObject(schema, root, name));
  }
  if (types === undefined ? hasItems : types.includes("array"))
    alternatives.push(ofArray(schema, root, name, seen));
  return anyOf(alternatives);
}

function memberOf(at: SchemaAt, name: string, seen: readonly Json[]): Member {
  const { schema, root } = at;
  if (schema === false) return none;
  if (!isJsonObject(schema) || seen.includes(schema)) return silent;
  const inside = [...seen, schema];
  const of = (part: Json) => memberOf({ schema: part, root }, name, inside);
  const together: Member[] = [ownMember(schema, root, name, inside), ...list(schema["allOf"]).map(of)];
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = resolveReference(reference, root);
    together.push(target === undefined ? open : of(target));
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    if (keyword in schema) together.push(anyOf(list(schema[keyword]).map(of)));
  }
  return allOf(together);
}

/**
 * What some schemas, of which one holds, say about a member. Arrays are looked through, as JSONata
 * does. An object with `properties` and without `additionalProperties` counts as closed.
 */
export function memberOfAny(schemas: readonly SchemaAt[], name: string): Member {
  return anyOf(schemas.map((at) => memberOf(at, name, [])));
}
