import type { Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import type { ReportOptions } from "../../model/reporter.ts";
import type { Run, RunRule } from "../../model/run.ts";
import { countFindings, firstOf } from "../alike-findings.ts";
import { conclusion } from "../conclusion.ts";
import { kindOf } from "../finding-kinds.ts";
import { sortBySeverity } from "../finding-order.ts";
import { plain } from "./message.ts";
import { troubleOf } from "./notifications.ts";
import { type Places, placesFor } from "./places.ts";
import { resultWriter } from "./result-writer.ts";
import { ruleDescriptor } from "./rule-descriptor.ts";
import { type Taxonomies, taxonomiesOf } from "./taxonomies.ts";
import type { TenantSlice } from "./tenant-slices.ts";

/** GitHub keeps as many of a run, and refuses five times as many. */
const mostResults = 5_000;

/** A SARIF run in two parts, so that the results can be written one by one. */
export interface TenantRun {
  /** Everything but `results`. */
  readonly head: JsonObject;
  /** JSON texts. */
  results(): Iterable<string>;
}

/** @param full false leaves out what GitHub would open an alert for: what passed and what is waived */
export function tenantRun(run: Run, slice: TenantSlice, full: boolean, options: ReportOptions): TenantRun {
  const wanted = sortBySeverity(
    slice.findings.filter(({ first }) => isResult(first, full)),
    ({ first }) => first,
  );
  const kept = full ? wanted : firstOf(wanted, mostResults);
  const rules = rulesThatRan(run, slice);
  const ruleIndexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const readSource = options.readSource?.bind(options);
  const places = placesFor(options.settings["prefix"], readSource);
  const taxonomies = full ? taxonomiesOf(rules) : undefined;
  for (const { first } of kept) places.physicalLocation(first.location);
  const leftOut = countFindings(wanted) - countFindings(kept);
  const trouble = troubleOf({ run, slice, places, ruleIndexes, leftOut });
  const controls = new Map(rules.map((rule) => [rule.id, rule.controls]));
  const providers = new Map(run.tenants.map((tenant) => [tenant.name, tenant.provider]));
  const context = {
    places,
    ruleIndexes,
    providerOf: (tenant: string) => providers.get(tenant) ?? "unknown",
    taxaOf: (finding: Finding) => {
      const ofRule = controls.get(finding.rule) ?? [];
      const about = finding.controls?.filter((control) => ofRule.includes(control)) ?? ofRule;
      return taxonomies?.references(about) ?? [];
    },
  };
  return {
    head: {
      tool: { driver: driver(run, rules, slice, taxonomies) },
      automationDetails: { id: slice.category },
      ...surroundings(places),
      ...(taxonomies === undefined || taxonomies.components.length === 0
        ? {}
        : { taxonomies: taxonomies.components }),
      invocations: [
        {
          executionSuccessful: trouble.complete,
          exitCode: run.exitCode,
          exitCodeDescription: conclusion(run).sentence,
          startTimeUtc: run.now,
          endTimeUtc: run.now,
          ...(trouble.notifications.length === 0
            ? {}
            : { toolExecutionNotifications: trouble.notifications }),
        },
      ],
    },
    results: () =>
      kept.values().flatMap(({ first, findings }) => findings.values().map(resultWriter(first, context))),
  };
}

/** What could not be evaluated is a notification, in both profiles. */
function isResult(finding: Finding, full: boolean): boolean {
  const kind = kindOf(finding);
  return full ? kind !== "undecided" : kind === "failed";
}

function rulesThatRan(run: Run, slice: TenantSlice): RunRule[] {
  const found = new Set(slice.findings.map(({ first }) => first.rule));
  return run.rules.filter((rule) => rule.status !== "not-applicable" || found.has(rule.id));
}

function driver(
  run: Run,
  rules: readonly RunRule[],
  slice: TenantSlice,
  taxonomies: Taxonomies | undefined,
): JsonObject {
  const { name, version } = run.tool;
  return {
    name: plain(name),
    fullName: `${plain(name)} ${plain(version)}`,
    organization: "bylaw",
    informationUri: "https://www.npmjs.com/package/bylaw",
    version: plain(version),
    semanticVersion: plain(version),
    rules: rules.map((rule) => ruleDescriptor(rule, slice.providers, taxonomies)),
    ...(taxonomies === undefined || taxonomies.supported.length === 0
      ? {}
      : { supportedTaxonomies: taxonomies.supported }),
  };
}

/** The base has no URI of its own: it would be a path of the machine that wrote the file. */
function surroundings(places: Places): JsonObject {
  return {
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    artifacts: places.artifacts(),
  };
}
