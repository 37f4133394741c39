import type { DataSource } from "../model/data-source.ts";
import type { ChangePaths, EntityPaths } from "../model/entity-paths.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";

/** An event with the changes that the registry finds in it, or why they cannot be found, without its content. */
export type NormalisedEvent =
  | {
      readonly ok: true;
      readonly record: JsonObject;
      /** The registry has its type. */
      readonly known: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** @param kind of the event */
export type NormaliseEvent = (record: JsonObject, served: JsonObject, kind: string) => NormalisedEvent;

function valuesOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Json];
}

function listedChanges(served: JsonObject, paths: ChangePaths, list: string): JsonObject[] | undefined {
  const items = readPath(served, list) ?? [];
  if (!Array.isArray(items)) return undefined;
  const changes = items.map((item): JsonObject | undefined => {
    const property = readPath(item, paths.property ?? "");
    if (typeof property !== "string") return undefined;
    const [oldValues, newValues] = [paths.old, paths.new].map((path) => valuesOf(readPath(item, path)));
    return { property, oldValues: [...(oldValues ?? [])], newValues: [...(newValues ?? [])] };
  });
  return changes.some((change) => change === undefined)
    ? undefined
    : changes.filter((change) => change !== undefined);
}

function membersChanged(served: JsonObject, paths: ChangePaths): JsonObject[] | undefined {
  const [before, after] = [paths.old, paths.new].map((path) => readPath(served, path) ?? {});
  if (!isJsonObject(before) || !isJsonObject(after)) return undefined;
  const of = (object: JsonObject, name: string): Json[] => [
    ...valuesOf(Object.hasOwn(object, name) ? object[name] : undefined),
  ];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((property) => ({
    property,
    oldValues: of(before, property),
    newValues: of(after, property),
  }));
}

function changesOf(served: JsonObject, paths: EntityPaths): JsonObject[] | undefined {
  const all = paths.changes.map((each) =>
    each.list === undefined ? membersChanged(served, each) : listedChanges(served, each, each.list),
  );
  return all.some((changes) => changes === undefined) ? undefined : all.flatMap((changes) => changes ?? []);
}

/**
 * Compiles a registry of entity types to what puts `changes` and `entityName` of an event where mappings expect
 * them. An event of a type that the registry does not have stays as its source has it, and is told.
 *
 * @param own entity types of the project, which go before those of the source
 * @returns undefined where the source has no registry
 */
export function normaliseEvents(
  { event }: DataSource,
  own: readonly EntityPaths[] = [],
): NormaliseEvent | undefined {
  if (event?.entities === undefined) return undefined;
  const byType = new Map<string, EntityPaths>();
  for (const group of [...own, ...event.entities])
    for (const type of group.types) if (!byType.has(type)) byType.set(type, group);
  return (record, served, kind) => {
    const paths = byType.get(kind);
    if (paths === undefined) return { ok: true, record, known: false };
    const changes = changesOf(served, paths);
    if (changes === undefined)
      return { ok: false, problem: "its changes are not as the registry of entity types says" };
    const name = paths.name.map((path) => readPath(served, path)).find((each) => typeof each === "string");
    const named = name === undefined ? {} : { entityName: name };
    const found = changes.length === 0 ? {} : { changes };
    return { ok: true, record: { ...record, ...named, ...found }, known: true };
  };
}
