import type { Finding } from "../model/finding.ts";
import type { ControlStatus, RunControl, RunFramework, RunRule } from "../model/run.ts";

const worstFirst: readonly ControlStatus[] = ["fail", "unknown", "pass", "not-applicable"];

/**
 * What the rules say of the controls that they support, by framework. A control fails with a failure of any of
 * its rules that is not waived; it is unknown while one of them was not evaluated in full.
 */
export function rollUpControls(
  rules: readonly RunRule[],
  findings: readonly Finding[],
): readonly RunFramework[] {
  const failures = Map.groupBy(
    findings.filter(({ status, waived }) => status === "fail" && waived === undefined),
    ({ rule }) => rule,
  );
  const controls = new Map<string, { status: ControlStatus; rules: Set<string> }>();
  for (const rule of rules) {
    const failed = failedControls(rule, failures.get(rule.id) ?? []);
    for (const control of new Set(rule.controls)) {
      const status = failed.has(control) ? "fail" : unfailedStatus(rule);
      const known = controls.get(control) ?? { status: "not-applicable", rules: new Set() };
      known.rules.add(rule.id);
      known.status = worstFirst.find((each) => each === status || each === known.status) ?? status;
      controls.set(control, known);
    }
  }
  const sorted = [...controls].sort(([a], [b]) => compareUnits(a, b));
  const entries = sorted.map(([control, { status, rules: by }]) => {
    const [framework, id] = split(control);
    return { framework, control: { id, status, rules: [...by].sort(compareUnits) } };
  });
  const frameworks = Map.groupBy(entries, ({ framework }) => framework);
  return [...frameworks].map(([framework, list]) =>
    summarize(
      framework,
      list.map(({ control }) => control),
    ),
  );
}

/** A finding that names controls of its own is about these only. */
function failedControls(rule: RunRule, failures: readonly Finding[]): ReadonlySet<string> {
  return new Set(failures.flatMap(({ controls }) => controls ?? rule.controls));
}

function unfailedStatus({ status, counts }: RunRule): ControlStatus {
  if (counts.error + counts.unknown > 0 || status === "error" || status === "unknown") return "unknown";
  return status === "not-applicable" ? "not-applicable" : "pass";
}

function summarize(framework: string, controls: readonly RunControl[]): RunFramework {
  const count = (wanted: ControlStatus): number => controls.filter(({ status }) => status === wanted).length;
  return {
    framework,
    passed: count("pass"),
    failed: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    controls,
  };
}

function split(control: string): readonly [string, string] {
  const colon = control.indexOf(":");
  return colon < 0 ? ["", control] : [control.slice(0, colon), control.slice(colon + 1)];
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
