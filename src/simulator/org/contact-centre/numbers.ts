import type { JsonObject } from "../../../model/json.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { uuidFor } from "../uuid.ts";
import { entities } from "./entities.ts";
import { stamps } from "./stamps.ts";

const edgesPath = "/api/v2/telephony/providers/edges";
const poolPath = `${edgesPath}/didpools`;

/** Ranges of numbers that can be dialled from outside. */
export function buildDidPools(base: OrgBase): readonly JsonObject[] {
  return entities(base, "did-pool", 3, ({ index, id, random }) => ({
    id,
    name: `Numbers ${index + 1}`,
    ...stamps(base, random),
    state: "active",
    startPhoneNumber: `+1317555${6 + index}000`,
    endPhoneNumber: `+1317555${6 + index}999`,
    comments: "Bought from the carrier",
    provider: "PURE_CLOUD",
    selfUri: `${poolPath}/${id}`,
  }));
}

interface Owner {
  readonly owner: JsonObject;
  readonly ownerType: string;
}

function* owned({ ivrs, people, counts }: OrgBase): Iterable<readonly [string, Owner | undefined]> {
  for (const ivr of ivrs)
    for (const number of ivr.numbers)
      yield [number, { owner: entityRef(ivr, "/api/v2/architect/ivrs"), ownerType: "IVR_CONFIG" }];
  for (const [index, user] of people.users.slice(0, counts.queues * 3).entries())
    yield [
      `+13175556${String(index).padStart(4, "0")}`,
      { owner: entityRef(user, "/api/v2/users"), ownerType: "USER" },
    ];
  for (let index = 0; index < counts.queues; index++)
    yield [`+13175557${String(index).padStart(4, "0")}`, undefined];
}

/** Numbers that can be dialled from outside: of IVRs, of users, and some of nobody. */
export function buildDids(base: OrgBase, pools: readonly JsonObject[]): readonly JsonObject[] {
  const numbers = new Map<string, Owner | undefined>();
  for (const [number, owner] of owned(base)) if (!numbers.has(number)) numbers.set(number, owner);
  const pool = `${pools[0]?.["id"]}`;
  return [...numbers].map(([number, owner]) => ({
    id: uuidFor(base.seed, "did", number),
    name: number,
    number,
    assigned: owner !== undefined,
    didPool: { id: pool, selfUri: `${poolPath}/${pool}` },
    ...owner,
    selfUri: `${poolPath}/dids/${encodeURIComponent(number)}`,
  }));
}

/** Ranges of numbers that can be dialled from inside. */
export function buildExtensionPools(base: OrgBase): readonly JsonObject[] {
  return entities(base, "extension-pool", 2, ({ index, id, random }) => ({
    id,
    name: `Extensions ${index + 1}`,
    ...stamps(base, random),
    state: "active",
    startNumber: String(20_000 * (index + 1)),
    endNumber: String(20_000 * (index + 1) + 9_999),
    selfUri: `${edgesPath}/extensionpools/${id}`,
  }));
}

/** Numbers that can be dialled from inside; some have no owner any more. */
export function buildExtensions(base: OrgBase, pools: readonly JsonObject[]): readonly JsonObject[] {
  const { users } = base.people;
  const pool = { id: `${pools[0]?.["id"]}`, name: `${pools[0]?.["name"]}` };
  return entities(base, "extension", Math.min(users.length, 2_000), ({ index, id, random }) => {
    const number = String(20_000 + index);
    const user = users[index];
    return compact({
      id,
      name: number,
      number,
      ...stamps(base, random),
      state: "active",
      owner: index % 9 === 6 || user === undefined ? undefined : entityRef(user, "/api/v2/users"),
      ownerType: "USER",
      extensionPool: entityRef(pool, `${edgesPath}/extensionpools`),
      selfUri: `${edgesPath}/extensions/${id}`,
    });
  });
}
