import type { Json, JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { FlowRun, LogRow } from "../../org/types.ts";
import { uuidFor } from "../../org/uuid.ts";

function variableList(row: LogRow, names: readonly string[]): Json {
  return names.map((name) => ({ name, type: "str", value: row.variables[name] ?? "" }));
}

/** A node that calls data gives some variables as its output; the others are the flow's. */
function executionItem(row: LogRow, number: number): JsonObject {
  const outputs = row.nodeType === "actionCallData" ? ["customerEmail", "callerCity"] : [];
  const names = Object.keys(row.variables);
  const reason = (level: LogRow["level"], code: string): JsonObject | undefined =>
    row.level === level ? { code, text: row.message } : undefined;
  return {
    [row.nodeType]: compact({
      actionId: row.nodeId,
      actionName: row.nodeName,
      actionNumber: number,
      dateTime: formatTimestamp(row.at),
      executionId: row.id,
      trackingId: 10 + number,
      outputPathId: row.level === "ERROR" ? "__FAILURE__" : "__DEFAULT__",
      error: reason("ERROR", "ACTION_FAILED"),
      warning: reason("WARN", "ACTION_DEGRADED"),
      variables: variableList(
        row,
        names.filter((name) => !outputs.includes(name)),
      ),
      outputVariables: variableList(row, outputs),
    }),
  };
}

/**
 * The stored execution of one run, as it is downloaded. `flow.execution` lists what happened, each an
 * object with one key: the kind of item. Items whose kind begins with `action` are the rows of the
 * execution log: `actionId` is the node, `executionId` the row, `error` makes it an ERROR and
 * `warning` a WARN (the text is the message), anything else an INFO whose message is `actionName`;
 * `variables` and `outputVariables` together are the values that the row carries.
 */
export function executionData(seed: number, run: FlowRun): JsonObject {
  const start = {
    startedFlow: { dateTime: formatTimestamp(run.startedAt), languageTag: "en-us", variables: [] },
  };
  const end = {
    endedFlow: { dateTime: formatTimestamp(run.endedAt), executionId: uuidFor(seed, "end", run.id) },
  };
  return {
    flow: {
      executionId: run.id,
      conversationId: run.conversationId,
      division: { id: run.flow.division.id },
      flowId: run.flow.id,
      flowName: run.flow.name,
      flowType: run.flow.type.toLowerCase(),
      flowVersion: run.version,
      flowIsDebug: false,
      startDateTime: formatTimestamp(run.startedAt),
      endDateTime: formatTimestamp(run.endedAt),
      flowExitReason: "FLOW_EXIT",
      execution: [start, ...run.rows.map((row, index) => executionItem(row, index + 1)), end],
    },
  };
}
