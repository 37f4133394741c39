import { type Simulator, startSimulator } from "../../src/simulator/index.ts";
import type { Fault } from "../../src/simulator/server/faults.ts";
import { folderWith } from "../scenarios/bylaw.ts";
import { persons, secrets, seed } from "./planted.ts";

/** The clock of every run. */
export const now = "2026-11-01T09:00:00Z";

const present = Date.parse(now);
const query = "execution-logs/query$";

/** Rows of an execution log that nobody redacted: in named fields, in texts, in names of nodes. */
const rows = persons.map((person, number) => ({
  id: `row-${number}`,
  flowRunId: `run-${number % 9}`,
  nodeId: `node-${number % 5}`,
  nodeName: number % 3 === 0 ? `Call ${person.customerPhone}` : "Greeting",
  logLevel: number % 2 === 0 ? "ERROR" : "WARN",
  timestamp: new Date(present - (number + 1) * 10_000).toISOString(),
  message: `Caller ${person.customerEmail} pays with ${person.paymentToken}, ${person.ssn}, ${person.bankAccount}`,
  ...person,
  nested: { list: [{ name: "ssn", value: person.ssn }, { [person.customerEmail]: person.customerName }] },
}));

const set = (pointer: string, value: (typeof rows)[number][] | number): Fault => ({
  path: query,
  action: { kind: "set-field", pointer, value: JSON.parse(JSON.stringify(value)) },
});

/** An organisation that serves what was planted. */
export function plantedOrg(more: readonly Fault[] = []): Promise<Simulator> {
  const correlation = { "inin-correlation-id": persons[0]?.paymentToken ?? "" };
  const faults: Fault[] = [
    ...[set("/entities", rows), set("/count", rows.length), set("/total", rows.length)],
    { path: query, action: { kind: "headers", set: correlation } },
    ...more,
  ];
  return startSimulator({ seed, size: "small", now: present, faults });
}

/** Rules that look at all of it, and quote what they may. */
const policy = `bylaw: 1
policy: leaks
title: Nothing personal is said
data:
  logs: { source: genesyscloud.flow_execution_logs, with: { last: PT2H } }
  ivrs: { source: genesyscloud.ivrs }
rules:
  redacted:
    check: redaction
    on: logs
    with: { fields: [customerEmail, paymentToken, ssn, customerPhone, bankAccount, customerName] }
    message: "{{ customerName }} at {{ nodeName }}: {{ message }}"
  found: { check: pii, on: logs, message: "{{ $string($) }}" }
  once: { check: unique, on: logs, with: { by: flowRunId }, message: "{{ customerEmail }} twice" }
  shaped:
    check: schema
    on: logs
    with: { schema: { type: object, properties: { ssn: { enum: [none] }, customerEmail: { maxLength: 3 }, bankAccount: { type: number } }, additionalProperties: false } }
  known: { check: reference, on: logs, with: { at: ssn, in: ivrs } }
  plain: { check: expression, on: logs, assert: "customerName = 'nobody'", message: "Name {{ customerName }}, {{ nested.list[0].value }}" }
  numbers: { check: expression, on: logs, assert: "$number(customerName) > 0" }
  recent: { check: retention, on: logs, with: { at: timestamp, max: PT1M }, message: "{{ message }}" }
  there: { check: required-fields, on: logs, with: { fields: [absent] }, message: "{{ nodeName }} {{ customerPhone }}" }
  broken: { check: leaking, on: logs }
`;

/** A check, a reporter and a provider's neighbour that throw what they see. */
const plugin = `export default ({ registry }) => {
  registry.addCheck({ name: "leaking", summary: "s", description: "d", optionsSchema: {}, example: "x",
    evaluate() { return { *record(record) { throw new TypeError(JSON.stringify(record)); } }; } });
  registry.addReporter({ name: "leaking", summary: "s",
    *render(run) { throw new Error("PROXY " + JSON.stringify(process.env) + JSON.stringify(run)); } });
};`;

const sinkOf: Readonly<Record<string, string>> = {
  hook: "{ to: webhook, url: 'RECEIVER', secret: { env: HOOK_KEY }, headers: { Authorization: { env: HOOK_TOKEN } }, timeout: PT1S }",
  hec: "{ to: splunk-hec, url: 'RECEIVER', token: { env: HEC_TOKEN }, timeout: PT1S }",
  azure:
    "{ to: azure-logs, endpoint: 'RECEIVER', loginUrl: 'RECEIVER', rule: dcr-1, stream: Custom-A, tenantId: t, clientId: { env: AZURE_ID }, clientSecret: { env: AZURE_SECRET }, timeout: PT1S }",
  search: "{ to: elasticsearch, url: 'RECEIVER', index: a, apiKey: { env: ES_KEY }, timeout: PT1S }",
  search2:
    "{ to: elasticsearch, url: 'RECEIVER', index: a, user: { env: ES_USER }, password: { env: ES_PASSWORD }, timeout: PT1S }",
  bucket: "{ to: s3, bucket: abc, region: eu-west-1, endpoint: 'RECEIVER', timeout: PT1S }",
  table: "{ to: postgres, url: { env: PG_URL }, tls: off, timeout: PT1S }",
  away: "{ to: splunk-hec, url: 'https://siem.example:8088', token: { env: HEC_TOKEN }, timeout: PT1S }",
  log: "{ to: syslog, url: 'tcp://127.0.0.1:9', timeout: PT1S }",
};

function collectorOf(name: string, sinks: readonly string[], receiver: string): string {
  const all = sinks.map((sink) => `  ${sink}: ${sinkOf[sink]?.replaceAll("RECEIVER", receiver)}`);
  return `bylaw: 1
collector: ${name}
title: Rows to sinks
source: genesyscloud.flow_execution_logs
tenant: org
every: PT1S
overlap: PT2H
where: "$exists(id)"
sinks:
${all.join("\n")}
`;
}

/** A project of that organisation, with its own audit log, and sinks that fail or work. */
export function plantedProject({ url, loginUrl }: Simulator, receiver: string): string {
  const rest = (name: string, auth: string) =>
    `  ${name}: { provider: rest, baseUrl: '${receiver}', auth: ${auth} }`;
  const tenants = [
    `  org: { provider: genesyscloud, api: guide, baseUrl: '${url}', loginUrl: '${loginUrl}', credentials: { clientId: { env: CLIENT_ID }, clientSecret: { env: CLIENT_SECRET } } }`,
    rest("bearer", "{ bearer: { env: REST_TOKEN } }"),
    rest("basic", "{ basic: { user: { env: REST_USER }, password: { env: REST_PASSWORD } } }"),
    rest("keyed", "{ header: { name: X-Key, value: { env: REST_KEY } } }"),
  ];
  return folderWith({
    "bylaw.yaml": `bylaw: 1
plugins: [{ name: leaking, version: 1.0.0 }]
audit: { webhook: { url: { env: SIEM_URL }, secret: { env: SIEM_KEY }, headers: { Authorization: { env: SIEM_TOKEN } }, timeout: PT1S } }
tenants:
${tenants.join("\n")}
`,
    "policies/leaks.policy.yaml": policy,
    "working.collector.yaml": collectorOf("working", ["hook"], receiver),
    "failing.collector.yaml": collectorOf("failing", Object.keys(sinkOf), receiver),
    "node_modules/leaking/package.json": JSON.stringify({
      name: "leaking",
      version: "1.0.0",
      type: "module",
      oclif: { hooks: { "bylaw:register": "./register.js" } },
    }),
    "node_modules/leaking/register.js": plugin,
    "sources/things.source.yaml": `bylaw: 1
source: acme.things
provider: rest
title: Things
resource: { type: thing, id: id }
parameters: { type: object, additionalProperties: false }
read: { request: { path: /things }, paging: { style: none }, records: "$" }
`,
    "rest.policy.yaml": `bylaw: 1
policy: things
title: Things of other systems
data: { things: { source: acme.things } }
rules: { named: { check: required-fields, on: things, with: { fields: [name] } } }
`,
  });
}

/** The environment with every secret. */
export function plantedEnvironment({ clientId, clientSecret }: Simulator, receiver: string) {
  return {
    ...secrets,
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    SIEM_URL: `${receiver}/hooks/${secrets["SIEM_PATH"]}`,
    PG_URL: `postgres://me:${secrets["PG_URL_PASSWORD"]}@127.0.0.1:9/db`,
    HTTPS_PROXY: `http://me:${secrets["PROXY_PASSWORD"]}@127.0.0.1:9`,
    BYLAW_ALLOWED_TARGETS: [
      receiver,
      "postgres://127.0.0.1:9",
      "tcp://127.0.0.1:9",
      "https://siem.example:8088",
    ].join(","),
  };
}
