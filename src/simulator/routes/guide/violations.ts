import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { Violation } from "../../org/oversight/violations.ts";
import { badRequest } from "../../server/api-error.ts";
import { all, ok, type Route } from "../../server/route.ts";
import { readCursor, writeCursor } from "../cursor.ts";

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

function entityOf(violation: Violation): JsonObject {
  const { evidence, segment } = violation;
  return compact({
    id: violation.id,
    policyId: violation.policyId,
    ruleId: violation.ruleId,
    ruleName: violation.ruleName,
    severity: violation.severity,
    agentId: violation.agentId,
    conversationId: violation.conversationId,
    timestamp: formatTimestamp(violation.at),
    segmentReference: segment,
    evidence: evidence.length === 0 ? undefined : evidence.map((value) => ({ type: "transcript", value })),
  });
}

function property(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function instant(body: Json, name: string): number {
  const text = property(property(body, "time_interval"), name);
  const at = typeof text === "string" ? parseTimestamp(text) : undefined;
  if (at === undefined) throw badRequest(`time_interval.${name} must be ISO-8601 with zone.`, "invalid.date");
  return at;
}

function list(body: Json, name: string): readonly string[] | undefined {
  const values = property(property(body, "filters"), name);
  if (!Array.isArray(values)) return undefined;
  const texts = values.map(String);
  if (name.endsWith("_ids") && !texts.every((text) => uuid.test(text)))
    throw badRequest(`${name} must be UUIDs.`, "invalid.value");
  return texts;
}

function selected(violations: readonly Violation[], body: Json): readonly Violation[] {
  const [start, end] = [instant(body, "start"), instant(body, "end")];
  if (start >= end) throw badRequest("The interval ends before it begins.", "invalid.date");
  const severities = list(body, "severity");
  const policies = list(body, "policy_ids");
  const agents = list(body, "agent_ids");
  return violations.filter(
    ({ at, severity, policyId, agentId }) =>
      at >= start &&
      at < end &&
      severities?.includes(severity) !== false &&
      policies?.includes(policyId) !== false &&
      agents?.includes(agentId) !== false,
  );
}

const texts = { type: "list", of: { type: "text" } } as const;

/** Violations that agent assist noticed, as the guides describe them: read by cursor, oldest first. */
export const guideViolationRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "POST",
    path: "/api/v2/agentassist/compliance/violations/query",
    permissions: all("conversation:agentchecklist:view"),
    product: "agentAssist",
    body: {
      type: "object",
      required: ["time_interval", "size"],
      properties: {
        time_interval: {
          type: "object",
          required: ["start", "end"],
          properties: { start: { type: "text" }, end: { type: "text" } },
        },
        filters: {
          type: "object",
          properties: {
            severity: {
              type: "list",
              of: { type: "text", values: ["LOW", "MEDIUM", "HIGH", "CRITICAL"] },
            },
            policy_ids: texts,
            agent_ids: texts,
          },
        },
        size: { type: "integer", min: 1, max: 1000 },
        cursor: { type: "text" },
      },
    },
    handle: ({ body }, { org, mostPerList }) => {
      const chosen = selected(org.oversight.violations(), body).slice(0, mostPerList);
      const query = JSON.stringify([property(body, "time_interval"), property(body, "filters")]);
      const cursor = property(body, "cursor");
      const size = Number(property(body, "size"));
      const start = typeof cursor === "string" ? readCursor(cursor, query) : 0;
      const end = start + size;
      return ok({
        violations: chosen.slice(start, end).map(entityOf),
        pageSize: size,
        nextPageCursor: end < chosen.length ? writeCursor(query, end) : null,
      });
    },
  },
];
