import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import { day } from "../../org/spans.ts";
import type { FlowRun, LogRow } from "../../org/types.ts";
import { badRequest } from "../../server/api-error.ts";
import { remember } from "../../server/remember.ts";
import { any, ok, type Route } from "../../server/route.ts";
import { type LogQuery, selectLogs } from "./log-selection.ts";

const levels = ["INFO", "WARN", "ERROR", "DEBUG"];

function rowEntity(run: FlowRun, row: LogRow): JsonObject {
  return compact({
    id: row.id,
    flowRunId: run.id,
    flowId: run.flow.id,
    flowName: run.flow.name,
    flowType: run.flow.type.toLowerCase(),
    flowVersion: run.version,
    conversationId: run.conversationId,
    nodeId: row.nodeId,
    nodeName: row.nodeName,
    nodeType: row.nodeType,
    logLevel: row.level,
    message: row.message,
    timestamp: formatTimestamp(row.at),
    ...row.variables,
  });
}

function readQuery(body: Json): { query: LogQuery; size: number; pageNumber: number } {
  const field = (name: string): Json | undefined =>
    isJsonObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  const text = (name: string): string => String(field(name) ?? "");
  const from = parseTimestamp(text("startTime"));
  const to = parseTimestamp(text("endTime"));
  if (from === undefined || to === undefined)
    throw badRequest("startTime and endTime must be ISO-8601 with zone.", "invalid.date");
  if (from >= to) throw badRequest("The interval ends before it begins.", "invalid.date");
  if (to - from > 365 * day) throw badRequest("The interval is longer than 365 days.", "invalid.date");
  const asked = field("logLevel");
  const wanted = Array.isArray(asked) ? asked.map((level: Json) => String(level).toUpperCase()) : [];
  if (wanted.some((level) => !levels.includes(level)))
    throw badRequest("A log level is not known.", "invalid.value");
  const flowRunId = field("flowRunId");
  return {
    query: {
      ...(typeof flowRunId === "string" ? { flowRunId } : {}),
      from,
      to,
      levels: wanted,
      newestFirst: text("sortOrder") === "descending",
    },
    size: Number(field("size") ?? 100),
    pageNumber: Number(field("pageNumber") ?? 1),
  };
}

/** The execution log as the guides describe it: one row per executed node. */
export const guideExecutionLogRoutes: readonly Route[] = [
  {
    surface: "guide",
    method: "POST",
    path: "/api/v2/flows/execution-logs/query",
    permissions: any("architect:flowInstance:view"),
    body: {
      type: "object",
      required: ["startTime", "endTime"],
      properties: {
        flowRunId: { type: "text" },
        startTime: { type: "text" },
        endTime: { type: "text" },
        logLevel: { type: "list", of: { type: "text" } },
        size: { type: "integer", min: 1, max: 1000 },
        orderBy: { type: "text", values: ["timestamp"] },
        sortOrder: { type: "text", values: ["ascending", "descending"] },
        pageNumber: { type: "integer", min: 1, max: 1_000_000 },
      },
    },
    handle: ({ body }, { org, state }) => {
      const { query, size, pageNumber } = readQuery(body);
      const selection = remember(state.logSelections, JSON.stringify(query), () => selectLogs(org, query));
      const rows = selection.slice((pageNumber - 1) * size, size);
      const entities = rows.map(({ run, row }) => rowEntity(run, row));
      return ok({ entities, count: entities.length, total: selection.count, pageNumber, size });
    },
  },
];
