import type { JsonObject } from "../../../model/json.ts";
import { divisionRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { departments, products } from "../word-lists.ts";
import { entities } from "./entities.ts";

/** Data tables of flows. */
export function buildDataTables(base: OrgBase): readonly JsonObject[] {
  return entities(base, "data-table", base.counts.queues, ({ index, id, random }) => {
    const department = departments[index % departments.length] ?? "Support";
    const name = `${department} ${products[Math.floor(index / departments.length) % products.length]} hours`;
    const rank = Math.floor(index / (departments.length * products.length));
    return {
      id,
      name: rank === 0 ? name : `${name} ${rank + 1}`,
      division: divisionRef(random.pick(base.people.divisions)),
      description: `Opening hours of ${department}`,
      schema: {
        $schema: "http://json-schema.org/draft-04/schema#",
        type: "object",
        required: ["key"],
        properties: {
          key: { title: "Location", type: "string", $id: "/properties/key", displayOrder: 0 },
          hours: { title: "Hours", type: "string", $id: "/properties/hours", displayOrder: 1 },
        },
        additionalProperties: {},
      },
      selfUri: `/api/v2/flows/datatables/${id}`,
    };
  });
}

/** Keys of the rows of a table; every sixth table is empty. */
export function dataTableRows(base: OrgBase, tableId: string, index: number): readonly JsonObject[] {
  const count = index % 6 === 5 ? 0 : randomFor(base.seed, "data-table-rows", tableId).between(1, 30);
  return Array.from({ length: count }, (_, row) => ({ key: `location-${row + 1}` }));
}
