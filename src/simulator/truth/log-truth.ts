import type { JsonObject } from "../../model/json.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Org } from "../org/org.ts";
import { leakedPii } from "../org/personal-data.ts";
import { day } from "../org/spans.ts";
import type { FlowRun, LogRow } from "../org/types.ts";
import type { LogPlant } from "../plan/log-plan.ts";
import type { NearMissKind, Truth, TruthEntry } from "./truth-entry.ts";

function detailOf(org: Org, plant: LogPlant, run: FlowRun, row: LogRow): JsonObject {
  const where = {
    flowRunId: run.id,
    recordedAt: formatTimestamp(run.startedAt),
    timestamp: formatTimestamp(row.at),
    logLevel: row.level,
  };
  if (plant.kind === "unredacted-field") {
    const { field, style } = plant;
    const value = row.variables[field] ?? "";
    return { ...where, field, pointer: `/${field}`, style, value, pii: leakedPii(field, style) ?? null };
  }
  if (plant.kind === "pii-in-message") {
    return { ...where, field: "message", pointer: "/message", pii: plant.pii, value: row.message };
  }
  if (plant.kind === "retention-exceeded") {
    return { ...where, field: "timestamp", ageDays: Math.floor((org.now - row.at) / day) };
  }
  return plant.kind === "missing-node-id" ? { ...where, field: "nodeId" } : { ...where, value: row.message };
}

/** Planted rows of the execution log. A row is read by the time at which its run was recorded, `recordedAt`. */
export function logTruth(org: Org): Truth {
  const problems: TruthEntry[] = [];
  const nearMisses: TruthEntry<NearMissKind>[] = [];
  for (const { run: runIndex, row: rowIndex, plant } of org.plans.logs.rows) {
    const run = org.runs.at(runIndex);
    const row = run.rows[rowIndex];
    if (row === undefined) continue;
    const resource = { type: "flow-log", id: row.id, name: row.nodeName };
    const detail = detailOf(org, plant, run, row);
    if (plant.kind === "luhn-failing-number" || plant.kind === "numeric-uuid") {
      nearMisses.push({ kind: plant.kind, resource, detail });
    } else {
      problems.push({ kind: plant.kind, resource, detail });
    }
  }
  return { problems, nearMisses };
}
