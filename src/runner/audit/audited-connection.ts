import { sha256 } from "../../audit/audit-record.ts";
import { shownEndpoint, shownParameters } from "../../audit/shown.ts";
import type { Ledger } from "../../model/dataset.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { JsonObject, JsonSchema } from "../../model/json.ts";
import type { Tenant } from "../../model/project.ts";
import type { Connection, Provider, ProviderHost, ReadNeeds, ReadRequest } from "../../model/provider.ts";
import { connectTenant } from "../connect-tenant.ts";
import { jsonValidator } from "../json-validator.ts";
import { noRequests } from "../request-usage.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { ledgerFacts } from "./read-facts.ts";

const partialContent = 206;

/** Records that are not what the source says they are, and what the API itself calls partial. */
function warningsOf({ records, unreadable, status }: Exchange, schema: JsonSchema | undefined): number {
  const partial = status === partialContent ? 1 : 0;
  if (schema === undefined || records.length === 0) return unreadable + partial;
  const mismatches = jsonValidator(schema);
  return unreadable + partial + records.filter((record) => mismatches(record).length > 0).length;
}

/** SHA-256 of the payload: the body as it was sent, or the query where there is none. */
function payloadHash({ body, query }: Exchange): string {
  if (body.length > 0) return sha256(body);
  return sha256(
    new URLSearchParams([...query.map(([name, value]): [string, string] => [name, value])]).toString(),
  );
}

function factsOf(exchange: Exchange, schema: JsonSchema | undefined): JsonObject {
  const { page, window, method, url, status, failure, latencyMs, attempts, received, replayed } = exchange;
  return {
    ...(page === undefined ? {} : { page, recordsFetched: received }),
    ...(window === undefined ? {} : { window: { ...window } }),
    method,
    endpoint: shownEndpoint(url),
    payloadSha256: payloadHash(exchange),
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
    latencyMs: Math.round(latencyMs),
    retries: Math.max(0, attempts - 1),
    ...(page === undefined ? {} : { complianceWarnings: warningsOf(exchange, schema) }),
    ...(replayed ? { replayed } : {}),
  };
}

/** Reads as before, and notes what each read came to. */
async function* auditedRead(
  connection: Connection,
  request: ReadRequest,
  note: (facts: JsonObject) => void,
): AsyncGenerator<readonly JsonObject[], Ledger> {
  const began = performance.now();
  let records = 0;
  let totals: JsonObject = { complete: false, reasons: ["abandoned"] };
  const pages = connection.read(request);
  try {
    for (;;) {
      const page = await pages.next();
      if (page.done === true) {
        totals = ledgerFacts(page.value);
        return page.value;
      }
      records += page.value.length;
      yield page.value;
    }
  } finally {
    note({ records, ...totals, latencyMs: Math.round(performance.now() - began) });
    // Whoever stops early lets the reader stop too.
    await pages.return({ reasons: [], pages: 0, requests: 0, retries: 0 });
  }
}

/** Connects a tenant so that each request and each read is noted. */
export async function auditedConnection(
  provider: Provider,
  tenant: Tenant,
  host: ProviderHost,
  trail: AuditTrail,
): Promise<Connection> {
  const schemas = new Map<string, JsonSchema | undefined>();
  let organization: string | undefined;
  const place = (source: string, parameters: JsonObject): JsonObject => ({
    tenant: tenant.name,
    ...(organization === undefined ? {} : { organization }),
    source,
    parameters: shownParameters(parameters),
  });
  const exchanged = (exchange: Exchange): void => {
    const { source, parameters, page } = exchange;
    const facts = factsOf(exchange, schemas.get(source));
    trail.note(page === undefined ? "job" : "page", { ...place(source, parameters), ...facts });
  };
  // A host may have a clock that goes on: what computes a property has to stay.
  const listening = Object.defineProperties({ ...host }, Object.getOwnPropertyDescriptors(host));
  const connection = await connectTenant(provider, tenant, Object.assign(listening, { exchanged }));
  organization = connection.organizationId;
  const { lacking } = connection;
  return {
    ...(organization === undefined ? {} : { organizationId: organization }),
    ...(connection.usage === undefined ? {} : { usage: () => connection.usage?.() ?? noRequests }),
    ...(lacking === undefined ? {} : { lacking: (needs: ReadNeeds) => lacking.call(connection, needs) }),
    close: () => connection.close(),
    read(request) {
      const { source, parameters } = request;
      schemas.set(source.name, source.schema);
      const note = (facts: JsonObject): void =>
        trail.note("extraction", { ...place(source.name, parameters), ...facts });
      return auditedRead(connection, request, note);
    },
  };
}
