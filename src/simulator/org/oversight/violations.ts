import type { JsonObject } from "../../../model/json.ts";
import { parseTimestamp } from "../../../time/timestamp.ts";
import type { PiiKind } from "../../plan/log-plan.ts";
import type { OrgBase } from "../org-base.ts";
import { personalValue } from "../personal-data.ts";
import { type Random, randomFor } from "../random.ts";
import { uuidFor } from "../uuid.ts";
import { checklistResults } from "./checklist-results.ts";

/** What is wrong with a violation itself. */
export type ViolationPlant =
  | { readonly kind: "pii"; readonly pii: PiiKind }
  | { readonly kind: "no-evidence" };

/** An important item of a checklist that neither the platform nor the agent ticked. */
export interface Violation {
  readonly id: string;
  readonly at: number;
  readonly conversationId: string;
  readonly communicationId: string;
  readonly agentId: string;
  /** The checklist. */
  readonly policyId: string;
  /** The item. */
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
  readonly segment: string;
  readonly evidence: readonly string[];
  readonly plant?: ViolationPlant;
}

const kinds: readonly PiiKind[] = ["ssn", "card", "email", "phone", "iban"];
const said = [
  "Sure, I can change that for you right away.",
  "I will just skip the announcement, we are short of time.",
  "You do not need to hear the whole text.",
];

/** The oldest ones are planted: as many of each kind as the size of the organisation says. */
function plantFor(place: number, { seed, counts }: OrgBase): ViolationPlant | undefined {
  const number = Math.floor(place / 2);
  if (number >= counts.plants) return undefined;
  if (place % 2 === 1) return { kind: "no-evidence" };
  return { kind: "pii", pii: kinds[(seed + number) % kinds.length] ?? "ssn" };
}

function evidenceFor(random: Random, plant: ViolationPlant | undefined): readonly string[] {
  if (plant?.kind === "no-evidence") return [];
  const line = random.pick(said);
  return plant === undefined ? [line] : [line, `So that was ${personalValue(random, plant.pii)}, right?`];
}

const unticked = (item: JsonObject): boolean =>
  item["important"] === true && item["stateFromModel"] !== "Ticked" && item["stateFromAgent"] !== "Ticked";

function fromResult(
  { seed }: OrgBase,
  result: JsonObject,
  conversation: number,
): Omit<Violation, "evidence">[] {
  const items = Array.isArray(result["checklistItems"]) ? result["checklistItems"] : [];
  return items
    .map((item): JsonObject => Object(item))
    .filter(unticked)
    .map((item) => {
      const [policyId, ruleId] = [String(result["id"]), String(item["id"])];
      const random = randomFor(seed, "violation", conversation, policyId, ruleId);
      return {
        id: uuidFor(seed, "violation", conversation, policyId, ruleId),
        at: parseTimestamp(String(result["evaluationStartDate"])) ?? 0,
        conversationId: uuidFor(seed, "conversation", conversation),
        communicationId: uuidFor(seed, "communication", conversation),
        agentId: String(result["agentId"]),
        policyId,
        ruleId,
        ruleName: String(item["name"]),
        severity: random.pick(["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const),
        segment: `${uuidFor(seed, "communication", conversation)}#${random.between(1, 40)}`,
      };
    });
}

/** Violations of what agents have to say and do, oldest first; some carry personal data, some no evidence. */
export function buildViolations(base: OrgBase, checklists: readonly JsonObject[]): readonly Violation[] {
  const conversations = Array.from({ length: base.counts.runs }, (_, index) => index);
  return conversations
    .flatMap((index) =>
      checklistResults(base, checklists, index).flatMap((result) => fromResult(base, result, index)),
    )
    .toSorted((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1))
    .map((violation, place) => {
      const plant = plantFor(place, base);
      const evidence = evidenceFor(randomFor(base.seed, "evidence", place), plant);
      return { ...violation, evidence, ...(plant === undefined ? {} : { plant }) };
    });
}
