import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { day } from "../spans.ts";
import { departments, products } from "../word-lists.ts";
import { entities } from "./entities.ts";

const kinds = [
  ["custom-rest-actions", "Web Services Data Actions"],
  ["purecloud-data-actions", "Genesys Cloud Data Actions"],
  ["embedded-client-app", "Client Application"],
  ["aws-lambda-data-actions", "AWS Lambda Data Actions"],
] as const;

const kindAt = (index: number) => kinds[index % kinds.length] ?? kinds[0];

/** Integrations; some report an error although they are meant to run, some are off. */
export function buildIntegrations(base: OrgBase): readonly JsonObject[] {
  return entities(base, "integration", base.counts.queues + 4, ({ index, id, random }) => {
    const [type, name] = kindAt(index);
    const off = index % 6 === 4;
    const broken = index % 6 === 1;
    return {
      id,
      name: `${random.pick(products)} ${name} ${index + 1}`,
      integrationType: {
        id: type,
        name,
        provider: type,
        selfUri: `/api/v2/integrations/types/${type}`,
      },
      notes: "",
      intendedState: off ? "DISABLED" : "ENABLED",
      reportedState: {
        code: off ? "INACTIVE" : broken ? "ERROR" : "ACTIVE",
        effective: off ? "Not running" : broken ? "Failing" : "Running",
        ...(broken ? { detail: { localizableMessageCode: "connection.failed", message: "No answer" } } : {}),
        lastUpdated: formatTimestamp(base.now - random.between(1, 90) * day),
      },
      attributes: {},
      selfUri: `/api/v2/integrations/${id}`,
    };
  });
}

/** Integrations that have actions. */
function withActions(integrations: readonly JsonObject[]): readonly JsonObject[] {
  return integrations.filter((_, index) => kindAt(index)[0].endsWith("-actions"));
}

function actions(
  base: OrgBase,
  integrations: readonly JsonObject[],
  kind: string,
  count: number,
): readonly JsonObject[] {
  return entities(base, kind, count, ({ index, id, random }) => {
    const integration = random.pick(withActions(integrations));
    return compact({
      id: `custom_-_${id}`,
      name: `Look up ${random.pick(departments).toLowerCase()} account ${index + 1}`,
      integrationId: `${integration["id"]}`,
      category: `${integration["name"]}`,
      version: random.between(1, 9),
      secure: index % 4 === 2,
      selfUri: `/api/v2/integrations/actions/custom_-_${id}`,
    });
  });
}

/** Published data actions; some belong to an integration that is off. */
export function buildDataActions(base: OrgBase, integrations: readonly JsonObject[]): readonly JsonObject[] {
  return actions(base, integrations, "data-action", base.counts.queues * 2);
}

/** Data actions that nobody published. */
export function buildActionDrafts(base: OrgBase, integrations: readonly JsonObject[]): readonly JsonObject[] {
  return actions(base, integrations, "data-action-draft", 4);
}

/** Credentials of integrations, without what is secret in them; some were not changed for years. */
export function buildCredentials(base: OrgBase): readonly JsonObject[] {
  return entities(base, "credential", base.counts.queues, ({ index, id, random }) => {
    const created = base.now - random.between(30, 1_200) * day;
    const modified = index % 3 === 0 ? created : base.now - random.between(1, 29) * day;
    return {
      id,
      name: `Integration-${random.pick(products)}-${index + 1}`,
      createdDate: formatTimestamp(created),
      modifiedDate: formatTimestamp(modified),
      type: { id: random.pick(["basicAuth", "userDefinedOAuth", "pureCloudOAuthClient"]), name: "Login" },
      selfUri: `/api/v2/integrations/credentials/${id}`,
    };
  });
}
