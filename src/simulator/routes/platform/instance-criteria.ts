import { isJsonObject, type Json } from "../../../model/json.ts";
import { formatTimestamp, parseTimestamp } from "../../../time/timestamp.ts";
import type { FlowRun } from "../../org/types.ts";
import { badRequest } from "../../server/api-error.ts";
import type { BodyShape } from "../../server/body-shape.ts";
import { flowErrorReason, flowWarningReason } from "./flow-outcome.ts";

const operators = ["eq", "gt", "gte", "lt", "lte", "not", "begins", "not_null"] as const;

const readers: Readonly<Record<string, (run: FlowRun) => string | undefined>> = {
  FlowStartDateTime: (run) => formatTimestamp(run.startedAt),
  FlowEndDateTime: (run) => formatTimestamp(run.endedAt),
  ConversationId: (run) => run.conversationId,
  FlowType: (run) => run.flow.type.toLowerCase(),
  FlowId: (run) => run.flow.id,
  FlowErrorReason: flowErrorReason,
  FlowWarningReason: flowWarningReason,
};

const item: BodyShape = {
  type: "object",
  properties: {
    key: { type: "text", values: Object.keys(readers) },
    operator: { type: "text", values: operators },
    value: { type: "text" },
  },
  required: ["key", "operator"],
};

/** Body of a search for flow instances: groups of criteria that must all hold. */
export const criteriaShape: BodyShape = {
  type: "object",
  required: ["query"],
  properties: {
    query: {
      type: "list",
      of: {
        type: "object",
        properties: {
          and: { type: "list", of: item },
          or: { type: "list", of: item },
          not: { type: "list", of: item },
          criteria: item,
        },
      },
    },
  },
};

type RunTest = (run: FlowRun) => boolean;

/** Timestamps compare as instants, everything else as text. */
function comparable(key: string, value: string): string | number {
  if (!key.endsWith("DateTime")) return value;
  const instant = parseTimestamp(value);
  if (instant === undefined)
    throw badRequest("A criterion on a date needs an ISO-8601 instant with zone.", "invalid.date");
  return instant;
}

const text = (value: Json, name: string): string => {
  const found = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : "";
  return typeof found === "string" ? found : "";
};

function testOf(criterion: Json): RunTest {
  const [key, operator] = [text(criterion, "key"), text(criterion, "operator")];
  const wanted = operator === "not_null" ? "" : comparable(key, text(criterion, "value"));
  return (run) => {
    const found = readers[key]?.(run);
    if (found === undefined) return operator === "not";
    const value = comparable(key, found);
    switch (operator) {
      case "eq":
        return value === wanted;
      case "not":
        return value !== wanted;
      case "gt":
        return value > wanted;
      case "gte":
        return value >= wanted;
      case "lt":
        return value < wanted;
      case "lte":
        return value <= wanted;
      case "begins":
        return String(value).startsWith(String(wanted));
      default:
        return true;
    }
  };
}

/** What a search asks for; the bounds hold for the start of every run that matches. */
export interface RunSearch {
  /** Epoch milliseconds, included. */
  readonly from: number;
  /** Epoch milliseconds, included. */
  readonly to: number;
  matches(run: FlowRun): boolean;
}

function listOf(group: Json, name: string): readonly Json[] {
  const items = isJsonObject(group) && Object.hasOwn(group, name) ? group[name] : [];
  return Array.isArray(items) ? items : [];
}

/** The criteria of a group that must all hold. */
function required(group: Json): readonly Json[] {
  const one = isJsonObject(group) && group["criteria"] !== undefined ? [group["criteria"]] : [];
  return [...listOf(group, "and"), ...one];
}

function groupTest(group: Json): RunTest {
  const and = required(group).map(testOf);
  const or = listOf(group, "or").map(testOf);
  const not = listOf(group, "not").map(testOf);
  return (run) =>
    and.every((test) => test(run)) &&
    (or.length === 0 || or.some((test) => test(run))) &&
    !not.some((test) => test(run));
}

/** Reads the body of a search. Throws ApiError 400 for a date that is none. */
export function readRunSearch(body: Json): RunSearch {
  const groups = listOf(body, "query");
  const tests = groups.map(groupTest);
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const criterion of groups.flatMap(required)) {
    if (text(criterion, "key") !== "FlowStartDateTime") continue;
    const instant = Number(comparable("FlowStartDateTime", text(criterion, "value")));
    const operator = text(criterion, "operator");
    if (operator === "gt" || operator === "gte") from = Math.max(from, instant);
    if (operator === "lt" || operator === "lte") to = Math.min(to, instant);
  }
  return { from, to, matches: (run) => tests.every((test) => test(run)) };
}
