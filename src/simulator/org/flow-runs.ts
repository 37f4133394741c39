import { type LogPlan, type PlannedRow, redactedFields, rowsOfRun } from "../plan/log-plan.ts";
import { plantedMessage, routineMessage } from "./log-messages.ts";
import { leakedValue } from "./personal-data.ts";
import { type Random, randomFor } from "./random.ts";
import { day, hour, minute, recentRunSpan, runSpan } from "./spans.ts";
import type { Flow, FlowRun, LogRow } from "./types.ts";
import { uuidFor } from "./uuid.ts";
import { cities, languages } from "./word-lists.ts";

/** Executions of flows, made when asked for, oldest at index 0. */
export interface FlowRuns {
  readonly count: number;
  /** Throws RangeError outside 0 … count-1. */
  at(index: number): FlowRun;
  /** Index of the first run that started at or after an instant. */
  firstSince(epoch: number): number;
  /** Index of a run by its id. */
  indexOf(id: string): number | undefined;
}

interface Source {
  readonly seed: number;
  readonly now: number;
  readonly count: number;
  readonly plan: LogPlan;
  readonly flows: readonly Flow[];
}

const nodes = [
  ["actionCallData", "Look up customer"],
  ["actionCollectInput", "Collect account number"],
  ["actionDataTableLookup", "Read opening hours"],
  ["actionDecision", "Is customer known"],
  ["actionPlayAudio", "Play greeting"],
  ["actionSetParticipantData", "Store intent"],
  ["actionTransferToAcd", "Transfer to queue"],
  ["actionUpdateData", "Prepare request"],
] as const;

/** When a run started: half of them within two hours, none across a whole hour before now. */
function startOf(source: Source, index: number): number {
  const { now, count } = source;
  const older = Math.floor(count / 2);
  const share = randomFor(source.seed, "run-time", index).next();
  const age =
    index < older
      ? runSpan - ((index + share) / older) * (runSpan - recentRunSpan)
      : recentRunSpan - ((index - older + share) / (count - older)) * recentRunSpan;
  const within = age % hour;
  return Math.floor(now - (age - within) - 9 * minute - (within / hour) * 50 * minute);
}

function variablesOf(random: Random, planned: PlannedRow | undefined): Record<string, string> {
  const variables: Record<string, string> = {
    callerCity: random.pick(cities),
    language: random.pick(languages)[1],
    attempt: String(random.between(1, 3)),
  };
  for (const field of redactedFields) variables[field] = random.chance(0.5) ? "[REDACTED]" : "***";
  if (planned?.plant.kind === "unredacted-field") {
    const { field, style } = planned.plant;
    variables[field] = leakedValue(random, field, style);
  }
  return variables;
}

function levelOf(random: Random, planned: PlannedRow | undefined): LogRow["level"] {
  const draw = random.next();
  if (planned !== undefined) return planned.level;
  return draw < 0.12 ? "ERROR" : draw < 0.3 ? "WARN" : "INFO";
}

function rowAt(source: Source, flow: Flow, run: number, row: number, at: number): LogRow {
  const { seed } = source;
  const planned = source.plan.at(run, row);
  const random = randomFor(seed, "log-row", run, row);
  const [nodeType, nodeName] = random.pick(nodes);
  const level = levelOf(random, planned);
  const routine = routineMessage(random, level, nodeName);
  const message = plantedMessage(randomFor(seed, "log-message", run, row), planned?.plant) ?? routine;
  const staleDays = planned?.plant.kind === "retention-exceeded" ? planned.plant.days : 0;
  return {
    id: uuidFor(seed, "log-row", run, row),
    ...(planned?.plant.kind === "missing-node-id"
      ? {}
      : { nodeId: uuidFor(seed, "node", flow.id, nodeName) }),
    nodeName,
    nodeType,
    level,
    message,
    at: at - staleDays * day,
    variables: variablesOf(random, planned),
  };
}

function runAt(source: Source, index: number): FlowRun {
  const { seed } = source;
  const random = randomFor(seed, "run", index);
  const flow = random.pick(source.flows);
  const startedAt = startOf(source, index);
  let at = startedAt;
  const rows: LogRow[] = [];
  for (let row = 0; row < rowsOfRun(index); row++) {
    at += random.between(50, minute - 1);
    rows.push(rowAt(source, flow, index, row, at));
  }
  return {
    id: uuidFor(seed, "run", index),
    flow,
    version: flow.published?.number ?? flow.latest.number,
    conversationId: uuidFor(seed, "conversation", index),
    startedAt,
    endedAt: at + random.between(10, 900),
    rows,
  };
}

/** Executions of some flows; at most about nine and a half days old. */
export function buildFlowRuns(source: Source): FlowRuns {
  let ids: Map<string, number> | undefined;
  const firstSince = (epoch: number): number => {
    let low = 0;
    let high = source.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startOf(source, middle) < epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    count: source.count,
    at: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= source.count)
        throw new RangeError(`no flow run ${index}`);
      return runAt(source, index);
    },
    firstSince,
    indexOf: (id) => {
      ids ??= new Map(
        Array.from({ length: source.count }, (_, index) => [uuidFor(source.seed, "run", index), index]),
      );
      return ids.get(id);
    },
  };
}
