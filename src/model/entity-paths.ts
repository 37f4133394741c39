import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/** Where an event says what changed; each value is a plain path. */
export interface ChangePaths {
  /** List of changes. Absent: `old` and `new` are objects whose members are the properties. */
  readonly list?: string;
  /** In a change: the name of the property. */
  readonly property?: string;
  readonly old: string;
  readonly new: string;
}

/** Where events about some types of entities, as they are served, say what changed. */
export interface EntityPaths {
  readonly types: readonly string[];
  /** The entity's name: the first path that leads to one counts. */
  readonly name: readonly string[];
  /** All that are there count. */
  readonly changes: readonly ChangePaths[];
}

const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

function changeOf(value: Json): ChangePaths | undefined {
  if (!isJsonObject(value)) return undefined;
  const { list, property, old, new: next } = value;
  if (typeof old !== "string" || typeof next !== "string") return undefined;
  if (list === undefined && property === undefined) return { old, new: next };
  if (typeof list !== "string" || typeof property !== "string") return undefined;
  return { list, property, old, new: next };
}

function groupOf(value: Json): EntityPaths | undefined {
  if (!isJsonObject(value) || !Array.isArray(value["changes"])) return undefined;
  const changes = value["changes"].map(changeOf);
  const known = changes.filter((change) => change !== undefined);
  const types = textsOf(value["types"]);
  return types.length === 0 || known.length < changes.length
    ? undefined
    : { types, name: textsOf(value["name"]), changes: known };
}

/** Reads a registry of entity types; undefined for what its schema does not let through. */
export function entityPathsOf(value: Json | undefined): readonly EntityPaths[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const groups = value.map(groupOf);
  return groups.some((group) => group === undefined)
    ? undefined
    : groups.filter((each) => each !== undefined);
}

/** Entities of an event mapping or of a project, for records that have them. */
export function withEntities({ entities }: JsonObject): { readonly entities?: readonly EntityPaths[] } {
  const groups = entityPathsOf(entities);
  return groups === undefined ? {} : { entities: groups };
}
