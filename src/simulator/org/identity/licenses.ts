import type { JsonObject } from "../../../model/json.ts";
import { randomFor } from "../random.ts";
import type { Member } from "./members.ts";

const definitions = [
  ["genesysCloud1", "Voice", ["conversation:call:accept", "routing:queue:join"], []],
  ["genesysCloud2", "Voice and digital", ["conversation:message:accept"], ["genesysCloud1"]],
  ["genesysCloud3", "Voice, digital and workforce engagement", ["quality:evaluation:add"], ["genesysCloud2"]],
  ["collaborate", "Colleagues without customers", ["directory:userProfile:view"], []],
  ["wemUpgrade", "Workforce engagement as an addition", ["quality:evaluation:view"], []],
] as const;

/** What can be bought, with the permissions that need it. */
export function licenseDefinitions(): readonly JsonObject[] {
  return definitions.map(([id, description, permissions, comprised]) => ({
    id,
    description,
    permissions: { ids: [...permissions] },
    prerequisites:
      id === "wemUpgrade"
        ? [{ id: "genesysCloud1", selfUri: "/api/v2/license/definitions/genesysCloud1" }]
        : [],
    comprises: comprised.map((part) => ({ id: part })),
    selfUri: `/api/v2/license/definitions/${id}`,
  }));
}

/** Licences that users hold; somebody who left still has one. */
export function licenseUsers(seed: number, members: readonly Member[]): readonly JsonObject[] {
  return members.flatMap(({ user, index, state }) => {
    const random = randomFor(seed, "license", index);
    const holds = state === "active" ? true : state === "inactive" && (index === 12 || random.chance(0.3));
    if (!holds) return [];
    const licenses = [random.pick(["genesysCloud3", "genesysCloud3", "genesysCloud2", "collaborate"])];
    return [{ id: user.id, licenses: random.chance(0.1) ? [...licenses, "wemUpgrade"] : licenses }];
  });
}
