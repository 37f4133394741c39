import { afterAll, describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../../src/model/json.ts";
import { compileSchema } from "../../../src/policy/validation/compiled-schema.ts";
import { genesyscloud } from "../../../src/providers/genesyscloud/index.ts";
import type { SimulatorOptions } from "../../../src/simulator/index.ts";
import { parametersOf } from "./parameters.ts";
import { openSimulated } from "./read-simulated.ts";

interface SurfaceFacts {
  readonly source: string;
  readonly api: string;
  readonly permissions: readonly string[];
  readonly paged: boolean;
  /** Each record of the list that is cut leads to any number of records. */
  readonly nested: boolean;
  /** One entry of a page makes several records. */
  readonly many: boolean;
}

function factsOf(source: string): SurfaceFacts[] {
  const surfaces = genesyscloud.source(source).read?.["surfaces"] ?? {};
  return Object.entries(surfaces)
    .filter(([, surface]) => surface["notServed"] === undefined)
    .map(([api, surface]) => ({
      source,
      api,
      permissions: (surface["permissions"] ?? []) as readonly string[],
      paged: isJsonObject(surface["paging"]) && surface["paging"]["size"] !== undefined,
      nested: surface["each"] !== undefined,
      many: surface["many"] === true,
    }));
}

const surfaces = genesyscloud.sourceNames.flatMap(factsOf);
const platform = surfaces.filter(({ api }) => api === "platform");

/** Organisations that nothing is special about, one for each surface. */
const ordinary = new Map<string, ReturnType<typeof openSimulated>>();
afterAll(async () => {
  for (const org of ordinary.values()) await (await org).close();
});

async function readOrdinary({ source, api }: SurfaceFacts, more: JsonObject) {
  const org = ordinary.get(api) ?? openSimulated(api);
  ordinary.set(api, org);
  return await (await org).read(source, { ...parametersOf(source), ...more });
}

async function read({ source, api }: SurfaceFacts, more: JsonObject, options: Partial<SimulatorOptions>) {
  const org = await openSimulated(api, options);
  try {
    return await org.read(source, { ...parametersOf(source), ...more });
  } finally {
    await org.close();
  }
}

/** Records in an order that does not depend on the pages. */
function sorted(records: readonly JsonObject[]): string[] {
  return records.map((record) => JSON.stringify(record)).sort();
}

describe.each(surfaces)("$source over $api", (facts) => {
  it("is read whole, and every record is as its schema says", async () => {
    const { records, ledger, source, count } = await readOrdinary(facts, {});
    expect(ledger.reasons).toEqual([]);
    expect(ledger.notApplicable).toBeUndefined();
    expect(count).toBeGreaterThan(0);
    const { errors } = compileSchema(source.schema ?? {});
    for (const record of records.slice(0, 100)) expect(errors(record)).toEqual([]);
  });
});

describe.each(surfaces.filter(({ paged }) => paged))("pages of $source over $api", (facts) => {
  it("hold every record once, whatever their size", async () => {
    const whole = await readOrdinary(facts, {});
    const total = whole.count;
    for (const pageSize of new Set([1, 2, total - 1, total, total + 1])) {
      if (pageSize < 1 || pageSize > 100) continue;
      const paged = await readOrdinary(facts, { pageSize });
      expect(paged.ledger.reasons).toEqual([]);
      expect(sorted(paged.records)).toEqual(sorted(whole.records));
    }
  });
});

describe.each(platform)("the permissions of $source", (facts) => {
  it("suffice, and without any of them it is incomplete and says which is missing", async () => {
    const { permissions: granted } = facts;
    expect((await read(facts, {}, { granted })).codes).toEqual([]);
    for (const permission of granted) {
      const { ledger } = await read(facts, {}, { granted, denied: [permission] });
      expect(ledger.reasons).toMatchObject([{ code: "forbidden" }]);
      expect(ledger.reasons.flatMap(({ permissions = [] }) => permissions)).toContain(permission);
    }
  });
});

/** Needs parameters that name what a list that is cut may not have. */
const naming = ["genesyscloud.data_table_rows"];

describe.each(platform.filter(({ paged, source }) => paged && !naming.includes(source)))(
  "a short list of $source",
  (facts) => {
    it.each([0, 1])("of %i records is complete", async (mostPerList) => {
      const { count, ledger } = await read(facts, {}, { mostPerList });
      expect(ledger.reasons).toEqual([]);
      if (facts.nested) expect(count).toBeLessThanOrEqual(mostPerList);
      else if (facts.many) expect(count).toBeGreaterThanOrEqual(mostPerList);
      else expect(count).toBe(mostPerList);
    });
  },
);
