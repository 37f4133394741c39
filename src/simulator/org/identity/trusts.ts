import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named } from "../types.ts";
import { uuidFor } from "../uuid.ts";

function organization({ id, name }: Named): JsonObject {
  const domain = `${name.toLowerCase().replaceAll(" ", "-")}.example`;
  return { id, name, domain, version: 1, state: "active", productPlatform: "GenesysCloud" };
}

/** Organisations that may act in this one: one of them with full access and without an end. */
export function buildTrustees({ seed, now, people }: OrgBase): readonly JsonObject[] {
  return people.partners.map((partner, index) => {
    const random = randomFor(seed, "trustee", index);
    const { id, name: creator } = random.pick(people.users);
    return compact({
      id: partner.id,
      enabled: index !== 3,
      usesDefaultRole: index === 2,
      hasFullAccess: index === 1,
      isTrustedUser: false,
      dateCreated: formatTimestamp(now - random.between(100, 900) * day),
      dateExpired: index % 2 === 0 ? formatTimestamp(now + random.between(-10, 200) * day) : undefined,
      createdBy: { id, name: creator, version: 1 },
      organization: organization(partner),
      selfUri: `/api/v2/orgauthorization/trustees/${partner.id}`,
    });
  });
}

/** People of a trusted organisation who may come in. */
export function trusteeUsers({ seed, now, people }: OrgBase, trusteeId: string): readonly JsonObject[] {
  const visitors = people.visitors.filter(({ homeOrganizationId }) => homeOrganizationId === trusteeId);
  return visitors.map(({ id, name, email }, index) => {
    const random = randomFor(seed, "trustee-user", trusteeId, index);
    const creator = random.pick(people.users);
    return {
      id,
      name,
      email,
      state: random.chance(0.85) ? "active" : "inactive",
      version: 1,
      trustUserDetails: {
        dateCreated: formatTimestamp(now - random.between(1, 600) * day),
        createdBy: { id: creator.id, name: creator.name, version: 1 },
      },
    };
  });
}

/** Groups of a trusted organisation whose people may all come in. */
export function trusteeGroups({ seed, now, people }: OrgBase, trusteeId: string): readonly JsonObject[] {
  const random = randomFor(seed, "trustee-groups", trusteeId);
  return Array.from({ length: trusteeId === people.partners[0]?.id ? 2 : 0 }, (_, index) => {
    const { id, name } = random.pick(people.users);
    return {
      id: uuidFor(seed, "trustee-group", trusteeId, index),
      name: index === 0 ? "Consultants" : "Second line",
      type: "official",
      memberCount: random.between(2, 30),
      state: "active",
      version: 1,
      rulesVisible: false,
      visibility: "members",
      dateCreated: formatTimestamp(now - random.between(1, 600) * day),
      createdBy: { id, name, version: 1 },
    };
  });
}

/** Organisations in which people of this one may act. */
export function buildTrustors({ seed, now, people }: OrgBase): readonly JsonObject[] {
  return ["Northwind Travel", "Northwind Energy"].map((name, index) => {
    const { id, name: creator } = randomFor(seed, "trustor", index).pick(people.users);
    const trusting = { id: uuidFor(seed, "trustor", name), name };
    return {
      id: trusting.id,
      enabled: index === 0,
      dateCreated: formatTimestamp(now - (300 + index) * day),
      createdBy: { id, name: creator, version: 1 },
      organization: organization(trusting),
      authorization: { permissions: ["routing:queue:view"] },
      selfUri: `/api/v2/orgauthorization/trustors/${trusting.id}`,
    };
  });
}
