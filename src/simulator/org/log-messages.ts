import type { LogPlant, PiiKind } from "../plan/log-plan.ts";
import { luhnFailingNumber, numericUuid, personalValue } from "./personal-data.ts";
import type { Random } from "./random.ts";
import type { LogRow } from "./types.ts";

const errors = [
  "Data action failed with HTTP 504 after 30000 ms",
  "Prompt resource could not be played",
  "Queue has no members on duty",
  "Expression evaluated to an error",
  "Transfer was refused by the destination",
] as const;

const warnings = [
  "Data action answered slowly",
  "Default language was used",
  "Input was not understood and asked for again",
  "Data table row was not found, default taken",
] as const;

const leaks: Readonly<Record<PiiKind, (value: string) => string>> = {
  email: (value) => `No account found for ${value}`,
  card: (value) => `Payment with card ${value} was declined`,
  ssn: (value) => `Identity check failed for ${value}`,
  phone: (value) => `Callback to ${value} could not be placed`,
  iban: (value) => `Refund to ${value} was rejected`,
};

/** What a node usually logs; an INFO row says the name of its node. */
export function routineMessage(random: Random, level: LogRow["level"], nodeName: string): string {
  if (level === "ERROR") return random.pick(errors);
  return level === "WARN" ? random.pick(warnings) : nodeName;
}

/** The message that a plan puts on a row, if it does. */
export function plantedMessage(random: Random, plant: LogPlant | undefined): string | undefined {
  switch (plant?.kind) {
    case "pii-in-message":
      return leaks[plant.pii](personalValue(random, plant.pii));
    case "luhn-failing-number":
      return `Order ${luhnFailingNumber(random)} was not found`;
    case "numeric-uuid":
      return `No record for reference ${numericUuid(random)}`;
    default:
      return undefined;
  }
}
