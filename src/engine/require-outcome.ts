import type { Outcome } from "../model/check.ts";
import { isJsonObject } from "../model/json.ts";
import { statuses } from "../model/status.ts";

/**
 * Checks of plug-ins are not typed when they run.
 *
 * @throws TypeError for anything that is no outcome
 */
export function requireOutcome(outcome: Outcome): void {
  const value: unknown = outcome;
  if (!isJsonObject(value) || !isTold(value) || !isAbout(value["resource"]))
    throw new TypeError("The check gave something that is no outcome.");
}

function isTold({
  status,
  message,
  key,
  field,
  evidence,
  sensitive,
  controls,
}: Record<string, unknown>): boolean {
  return (
    (status === "missing" || statuses.some((known) => known === status)) &&
    typeof message === "string" &&
    [key, field].every((text) => text === undefined || typeof text === "string") &&
    isListOf(evidence, (each) => isJsonObject(each) && isAbout(each["resource"])) &&
    isListOf(controls, (text) => typeof text === "string") &&
    isListOf(sensitive, (text) => typeof text === "string")
  );
}

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(test));
}

function isAbout(resource: unknown): boolean {
  if (resource === undefined) return true;
  return (
    isJsonObject(resource) &&
    ["type", "id", "name"].every((property) => typeof resource[property] === "string")
  );
}
