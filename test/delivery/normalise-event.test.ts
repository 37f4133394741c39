import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { normaliseEvents } from "../../src/delivery/normalise-event.ts";
import type { DataSource } from "../../src/model/data-source.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { entitiesSchema } from "../../src/policy/schemas/entities-schema.ts";
import { compileSchema } from "../../src/policy/validation/compiled-schema.ts";
import { genesyscloud } from "../../src/providers/genesyscloud/index.ts";

const source: DataSource = genesyscloud.source("genesyscloud.audit_events");
const record = { id: "1", entityType: "Queue", changes: [] };
const changesOf = (served: JsonObject, kind = "Queue") => {
  const found = normaliseEvents(source)?.(record, served, kind);
  return found?.ok === true ? found.record["changes"] : found;
};

describe("the registry of entity types", () => {
  it("that is shipped is as its schema says, and knows each type once", () => {
    const file = join(import.meta.dirname, "../../src/providers/genesyscloud/sources/audit.entities.yaml");
    const groups = parse(readFileSync(file, "utf8"));
    expect(compileSchema(entitiesSchema).errors(groups)).toEqual([]);
    const types = source.event?.entities?.flatMap((group) => group.types) ?? [];
    expect(types.length).toBeGreaterThan(40);
    expect(new Set(types).size).toBe(types.length);
  });

  it("finds changed properties and changed entities, and objects before and after", () => {
    const served = {
      entity: { name: "Sales" },
      propertyChanges: [{ property: "acwTimeout", oldValues: ["15"], newValues: ["30"] }],
      entityChanges: [{ entityType: "User", entityId: "u", newValues: ["ada"] }],
    };
    expect(changesOf(served)).toEqual([
      { property: "acwTimeout", oldValues: ["15"], newValues: ["30"] },
      { property: "User", oldValues: [], newValues: ["ada"] },
    ]);
    const guide = { data: { before: { a: 1, gone: [] }, after: { a: { deep: 2 }, added: null } } };
    expect(changesOf(guide)).toEqual([
      { property: "a", oldValues: [1], newValues: [{ deep: 2 }] },
      { property: "gone", oldValues: [], newValues: [] },
      { property: "added", oldValues: [], newValues: [null] },
    ]);
    expect(normaliseEvents(source)?.(record, served, "Queue")).toMatchObject({
      known: true,
      record: { id: "1", entityName: "Sales" },
    });
  });

  it("leaves an unknown type as it is and tells; the project's own come first", () => {
    expect(normaliseEvents(source)?.(record, {}, "Hologram")).toEqual({ ok: true, record, known: false });
    const own = [{ types: ["Hologram", "Queue"], name: [], changes: [{ old: "x", new: "y" }] }];
    const found = normaliseEvents(source, own)?.(record, { y: { z: 1 }, before: { a: 1 } }, "Queue");
    expect(found).toMatchObject({
      known: true,
      record: { changes: [{ property: "z", oldValues: [], newValues: [1] }] },
    });
    expect(normaliseEvents({ ...source, event: { at: "timestamp" } }, own)).toBeUndefined();
  });

  it.each([
    { propertyChanges: "none" },
    { propertyChanges: [{ oldValues: [] }] },
    { before: [1] },
  ] as JsonObject[])("does not take %j for an event without changes", (served) => {
    expect(changesOf(served)).toMatchObject({ ok: false });
  });
});
