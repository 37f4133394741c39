import { counted } from "../../model/counted.ts";
import type { Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Location } from "../../model/location.ts";
import type { Run, RunDataset } from "../../model/run.ts";
import { conclusion } from "../conclusion.ts";
import { kindOf } from "../finding-kinds.ts";
import { notEvaluatedReasons, notEvaluatedRules } from "../not-evaluated.ts";
import { resourceText } from "../resource-text.ts";
import { sentence } from "../sentence.ts";
import { messageOf, plain } from "./message.ts";
import type { Places } from "./places.ts";
import type { TenantSlice } from "./tenant-slices.ts";

/** More say nothing that the closing one does not. */
const most = 1_000;

export interface NotificationContext {
  readonly run: Run;
  readonly slice: TenantSlice;
  readonly places: Places;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  /** Failures that are not among the results. */
  readonly leftOut: number;
}

/** Whether a SARIF run covers everything it was to cover, and the notifications that say what it does not. */
export interface Trouble {
  readonly complete: boolean;
  readonly notifications: readonly JsonObject[];
}

export function troubleOf(context: NotificationContext): Trouble {
  const blocking = [...ruleGaps(context), ...undecided(context), ...datasetGaps(context), ...errors(context)];
  const harmless = [...warnings(context), ...leftOut(context)];
  if (blocking.length === 0) blocking.push(...unexplained(context));
  const all = [...blocking, ...harmless];
  const kept = [...blocking.slice(0, most), ...harmless.slice(0, most)];
  const more = all.length - kept.length;
  const closing = more > 0 ? [notification("truncated", "warning", `${more} more notifications`)] : [];
  return { complete: blocking.length === 0, notifications: [...kept, ...closing] };
}

function notification(id: string, level: string, text: string, more: JsonObject = {}): JsonObject {
  return { descriptor: { id: plain(id) }, level, message: messageOf(sentence(text)), ...more };
}

/**
 * A rule's state is counted over all tenants. Only where findings alone explain it is it known which
 * tenants are concerned; otherwise each may be, and none may look complete.
 */
function ruleGaps(context: NotificationContext): JsonObject[] {
  const undecidedRules = Map.groupBy(
    context.run.findings.filter((finding) => kindOf(finding) === "undecided"),
    (finding) => finding.rule,
  );
  return notEvaluatedRules(context.run)
    .filter((rule) => rule.reasons.length > 0 || !undecidedRules.has(rule.id))
    .map((rule) =>
      notification(
        "rule-not-evaluated",
        "error",
        `Rule '${rule.id}' was not evaluated in full: ${notEvaluatedReasons(rule).join("; ")}`,
        { ...at(rule.location, context), ...rulePart(rule.id, context) },
      ),
    );
}

function undecided(context: NotificationContext): JsonObject[] {
  return context.slice.findings
    .filter(({ first }) => kindOf(first) === "undecided")
    .flatMap(({ findings }) => findings)
    .map((finding) =>
      notification(`finding-${finding.status}`, "error", undecidedText(finding), {
        ...at(finding.location, context),
        ...rulePart(finding.rule, context),
      }),
    );
}

function undecidedText(finding: Finding): string {
  const { rule, resource, tenant, message } = finding;
  return `Rule '${rule}' could not be evaluated on ${resourceText(resource)} in tenant '${tenant}': ${message}`;
}

function datasetGaps({ run, slice }: NotificationContext): JsonObject[] {
  return run.datasets
    .filter((dataset) => slice.tenants.has(dataset.tenant) && !dataset.complete)
    .filter((dataset) => dataset.notApplicable === undefined)
    .map((dataset) => notification("dataset-incomplete", "error", datasetText(dataset)));
}

function datasetText(dataset: RunDataset): string {
  const reasons = dataset.reasons.map((reason) => `${reason.code}: ${reason.message}`).join("; ");
  return `Dataset '${dataset.name}' (${dataset.source}) of tenant '${dataset.tenant}' is incomplete: ${reasons || "the run does not say why"}`;
}

function errors(context: NotificationContext): JsonObject[] {
  return diagnosticsOf(context, "error");
}

function warnings(context: NotificationContext): JsonObject[] {
  return diagnosticsOf(context, "warning");
}

function diagnosticsOf(context: NotificationContext, severity: "error" | "warning"): JsonObject[] {
  return context.run.diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .filter((diagnostic) => diagnostic.tenant === undefined || context.slice.tenants.has(diagnostic.tenant))
    .map(({ code, summary, suggestions = [], location }) =>
      notification(
        code,
        severity,
        [summary, ...suggestions].map(sentence).join(" "),
        location === undefined ? {} : at(location, context),
      ),
    );
}

function leftOut(context: NotificationContext): JsonObject[] {
  if (context.leftOut === 0) return [];
  const text = `Left out: ${counted(context.leftOut, "finding")}, the lightest. The json report has all`;
  return [notification("results-left-out", "warning", text)];
}

/** A run that did not pass, or proved nothing, must not read as complete because nothing says why. */
function unexplained({ run }: NotificationContext): JsonObject[] {
  const { state, sentence: text } = conclusion(run);
  if (state === "passed" || state === "failed") return [];
  const explained = run.diagnostics.length > 0 || run.datasets.some((dataset) => !dataset.complete);
  return explained && state === "inconclusive" ? [] : [notification(`run-${state}`, "error", text)];
}

function at(location: Location, { places }: NotificationContext): JsonObject {
  return { locations: [{ physicalLocation: places.physicalLocation(location) }] };
}

function rulePart(rule: string, { ruleIndexes }: NotificationContext): JsonObject {
  const index = ruleIndexes.get(rule);
  return { associatedRule: index === undefined ? { id: plain(rule) } : { id: plain(rule), index } };
}
