import type { JsonObject, JsonSchema } from "../model/json.ts";
import { runSchemaVersion } from "../model/run.ts";
import { severities } from "../model/severity.ts";
import { statuses } from "../model/status.ts";

const text = (description?: string): JsonObject => ({
  type: "string",
  ...(description === undefined ? {} : { description }),
});
const count = (description?: string): JsonObject => ({
  type: "integer",
  minimum: 0,
  ...(description === undefined ? {} : { description }),
});
const oneOf = (values: readonly string[], description?: string): JsonObject => ({
  enum: values,
  ...(description === undefined ? {} : { description }),
});
const list = (items: JsonObject, description?: string): JsonObject => ({
  type: "array",
  items,
  ...(description === undefined ? {} : { description }),
});
const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
/** A closed object; names that end in `?` may be absent. */
const record = (properties: Readonly<Record<string, JsonObject>>, description?: string): JsonObject => ({
  type: "object",
  ...(description === undefined ? {} : { description }),
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !name.endsWith("?")),
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name.replace(/\?$/, ""), schema]),
  ),
});
const nameAndVersion = record({ name: text(), version: text() });

const $defs: Readonly<Record<string, JsonObject>> = {
  severity: oneOf(severities, "Weight, heaviest first"),
  status: oneOf(statuses, "fail is proven; error and unknown are neither a pass nor a failure"),
  location: record(
    {
      file: text("Path from the project folder, with forward slashes"),
      line: { type: "integer", minimum: 1 },
      column: { type: "integer", minimum: 1, description: "Counted in UTF-16 code units" },
      "endLine?": { type: "integer", minimum: 1 },
      "endColumn?": { type: "integer", minimum: 1 },
    },
    "A place in a file of the project",
  ),
  tenant: record({ name: text(), provider: text(), "organizationId?": text() }),
  reason: record({
    code: oneOf([
      "forbidden",
      "unauthenticated",
      "lost-page",
      "malformed-page",
      "drift",
      "partial-content",
      "budget",
      "unreadable-record",
      "unreachable",
      "refused",
      "provider-failed",
    ]),
    message: text(),
    "permissions?": list(text(), "Permissions the API says are missing"),
    "correlationId?": text(),
  }),
  dataset: record({
    name: text("Name the policy gave it"),
    source: text("Data source it was read from"),
    tenant: text(),
    parameters: { type: "object" },
    resource: text("Kind of thing that its records are"),
    records: count(),
    complete: { type: "boolean", description: "False when anything is known to be missing" },
    reasons: list(ref("reason"), "What is missing; empty when complete"),
    "notApplicable?": text("Set when the organisation has not licensed the product"),
  }),
  rule: record({
    id: text("policy/rule"),
    policy: text(),
    check: text(),
    "title?": text(),
    "description?": text(),
    "remediation?": text(),
    status: ref("status"),
    severity: ref("severity"),
    controls: list(text("framework:id")),
    tags: list(text()),
    location: ref("location"),
    counts: record({
      pass: count(),
      fail: count(),
      error: count(),
      unknown: count(),
      notApplicable: count(),
      waived: count(),
    }),
    reads: list(
      record({
        tenant: text(),
        datasets: list(count(), "Places in the run's datasets, the judged one first"),
      }),
      "What it read, for each tenant that it was evaluated in",
    ),
    reasons: list(text(), "Why the status is not what the findings alone would say"),
  }),
  evidence: record({
    "name?": text("What it is, where programs read it"),
    "pointer?": text("JSON Pointer into the record"),
    "expected?": text(),
    "found?": text(),
    "note?": text(),
    "resource?": ref("resource"),
  }),
  resource: record({ type: text(), id: text(), name: text() }, "A thing judged"),
  finding: record({
    rule: text("policy/rule"),
    status: ref("status"),
    severity: ref("severity"),
    tenant: text(),
    resource: ref("resource"),
    message: text(),
    "remediation?": text(),
    location: ref("location"),
    evidence: list(ref("evidence")),
    "controls?": list(text("framework:id"), "What it is about, where that is not all of the rule's controls"),
    fingerprint: {
      type: "string",
      pattern: "^[0-9a-f]{64}$",
      description: "Identity of the finding over runs",
    },
    "waived?": record({ owner: text(), reason: text(), expires: text() }, "The waiver that covers it"),
  }),
  framework: record(
    {
      framework: text(),
      passed: count(),
      failed: count(),
      unknown: count(),
      notApplicable: count(),
      controls: list(
        record({
          id: text("Without its framework"),
          status: oneOf(["fail", "unknown", "pass", "not-applicable"]),
          rules: list(text("policy/rule")),
        }),
      ),
    },
    "The controls of a framework, by what is known of them",
  ),
  waiver: record({
    rule: text(),
    owner: text(),
    reason: text(),
    expires: text(),
    state: oneOf(["applied", "unused", "expired"]),
    findings: count("Findings it covers"),
    location: ref("location"),
  }),
  diagnostic: record({
    code: text(),
    severity: oneOf(["error", "warning"]),
    summary: text(),
    "expected?": text(),
    "found?": text(),
    "suggestions?": list(text()),
    "location?": ref("location"),
    "frame?": text("Source lines around the location"),
    "tenant?": text(),
    "correlationId?": text(),
  }),
};

/**
 * JSON Schema (draft 2020-12) of the run document. Closed: a new property is a new schema version.
 * The order of its properties is the order in which the json reporter writes them.
 */
export const runSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "bylaw run",
  description: "Result of one execution of bylaw: what check -f json writes and show reads",
  ...record({
    schemaVersion: { const: runSchemaVersion },
    tool: nameAndVersion,
    now: text("The pinned clock, ISO 8601 in UTC"),
    tenants: list(ref("tenant")),
    datasets: list(ref("dataset")),
    rules: list(ref("rule")),
    findings: list(ref("finding"), "What did not pass, and what passed if it was asked for"),
    frameworks: list(ref("framework"), "What the rules come to for the controls they support"),
    waivers: list(ref("waiver")),
    diagnostics: list(ref("diagnostic")),
    plugins: list(nameAndVersion),
    summary: record({
      tenants: count(),
      policies: count(),
      rules: count(),
      records: count(),
      failures: record(Object.fromEntries(severities.map((severity) => [severity, count()]))),
      waived: count(),
      notEvaluated: count("Rules with status error or unknown"),
      unmapped: count("Records that report a broken rule which is mapped to no control"),
      failOn: ref("severity"),
    }),
    exitCode: {
      type: "integer",
      minimum: 0,
      maximum: 255,
      description: "0 passed, 1 failed, 2 invalid, 3 inconclusive, 70 internal error",
    },
  }),
  $defs,
};
