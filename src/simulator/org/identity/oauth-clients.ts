import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { entityRef } from "../entity-ref.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import type { Named } from "../types.ts";
import { uuidFor } from "../uuid.ts";
import type { Role } from "./roles.ts";

type GrantType = "CODE" | "TOKEN" | "SAML2-BEARER" | "PASSWORD" | "CLIENT-CREDENTIALS";

/** A client as it was set up. */
export interface OAuthClient extends Named {
  readonly grantType: GrantType;
  readonly description?: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
  readonly validSeconds?: number;
  readonly state: "active" | "disabled" | "inactive";
  readonly index: number;
}

interface Blueprint extends Omit<OAuthClient, "id" | "index" | "roles"> {
  /** Names of its roles. */
  readonly acts?: readonly string[];
}

const hours = (count: number): number => count * 3_600;

/** Clients beside the three that the organisation is worked on with; some are as they should not be. */
const others: readonly Blueprint[] = [
  {
    name: "Workforce export",
    grantType: "CLIENT-CREDENTIALS",
    description: "Nightly export of schedules; owner: workforce team",
    acts: ["Supervisor"],
    scopes: [],
    validSeconds: hours(8),
    state: "active",
  },
  {
    name: "Migration tool",
    grantType: "CLIENT-CREDENTIALS",
    acts: ["Master Admin"],
    scopes: [],
    validSeconds: hours(48),
    state: "active",
  },
  {
    name: "Agent desktop",
    grantType: "CODE",
    description: "Desktop of the agents; owner: contact centre IT",
    scopes: ["conversations", "presence", "users:readonly"],
    validSeconds: hours(12),
    state: "active",
  },
  {
    name: "Wallboard",
    grantType: "TOKEN",
    description: "Wallboards of the floors",
    scopes: ["analytics:readonly", "routing:readonly"],
    state: "active",
  },
  {
    name: "Old CRM bridge",
    grantType: "PASSWORD",
    scopes: ["users"],
    validSeconds: hours(24),
    state: "disabled",
  },
  {
    name: "Partner portal",
    grantType: "SAML2-BEARER",
    description: "Single sign-on of partners; owner: partner management",
    scopes: ["users:readonly"],
    validSeconds: hours(1),
    state: "inactive",
  },
];

/** Clients of the organisation, the three that it is worked on with first. */
export function buildOAuthClients({ seed, people }: OrgBase, roles: readonly Role[]): readonly OAuthClient[] {
  const named = (names: readonly string[] = []): Role[] => roles.filter(({ name }) => names.includes(name));
  const reader = roles.filter((role) => role.reader === true);
  const { pipeline, console, reader: client } = people;
  const served = { scopes: [], state: "active", grantType: "CLIENT-CREDENTIALS" } as const;
  const known: Omit<OAuthClient, "index">[] = [
    {
      ...pipeline,
      ...served,
      roles: named(["Deployment"]),
      description: "Deploys configuration from a repository",
      validSeconds: hours(1),
    },
    {
      ...console,
      ...served,
      grantType: "CODE",
      roles: [],
      scopes: ["architect", "authorization", "routing"],
    },
    { ...client, ...served, roles: reader, description: "Reads what policies need", validSeconds: hours(24) },
  ];
  const further = others.map(({ acts, ...client }) => ({
    ...client,
    id: uuidFor(seed, "client", client.name),
    roles: named(acts),
  }));
  return [...known, ...further].map((client, index) => ({ ...client, index }));
}

/** A client as the platform answers it; the division of its roles is in its grants. */
export function renderOAuthClient(
  { seed, now, people }: OrgBase,
  client: OAuthClient,
  divisionsOf: (client: OAuthClient, role: Role) => readonly string[],
): JsonObject {
  const random = randomFor(seed, "client-settings", client.index);
  const created = now - random.between(200, 1_500) * day;
  const modified = created + Math.floor((now - created) * random.next());
  const user = (person: Named): JsonObject => entityRef(person, "/api/v2/users");
  return compact({
    id: client.id,
    name: client.name,
    description: client.description,
    authorizedGrantType: client.grantType,
    accessTokenValiditySeconds: client.validSeconds,
    registeredRedirectUri: client.scopes.length > 0 ? ["https://desk.northwind-care.example/callback"] : [],
    dateCreated: formatTimestamp(created),
    dateModified: formatTimestamp(modified),
    createdBy: user(random.pick(people.users)),
    modifiedBy: user(random.pick(people.users)),
    scope: client.scopes,
    roleDivisions: client.roles.flatMap((role) =>
      divisionsOf(client, role).map((divisionId) => ({ roleId: role.id, divisionId })),
    ),
    roleIds: client.roles.map(({ id }) => id),
    state: client.state,
    dateToDelete: client.state === "inactive" ? formatTimestamp(now + 20 * day) : undefined,
    selfUri: `/api/v2/oauth/clients/${client.id}`,
  });
}
