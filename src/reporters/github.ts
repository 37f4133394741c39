import { counted } from "../model/counted.ts";
import type { Finding } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { Reporter, ReportOptions } from "../model/reporter.ts";
import type { Run } from "../model/run.ts";
import type { Severity } from "../model/severity.ts";
import { clippedText } from "./clipped-text.ts";
import { conclusion } from "./conclusion.ts";
import { kindOf } from "./finding-kinds.ts";
import { bySeverity } from "./finding-order.ts";
import { findingText } from "./finding-text.ts";
import { notEvaluatedReasons, notEvaluatedRules } from "./not-evaluated.ts";
import { reporterDescriptions } from "./reporter-descriptions.ts";
import { repositoryPath } from "./repository-path.ts";
import { sentence } from "./sentence.ts";
import { type AnnotationLevel, type AnnotationPlace, workflowCommand } from "./workflow-command.ts";

/** GitHub drops the eleventh annotation of a level without a word; the tenth says how many there are. */
const mostOfLevel = 9;
const longest = 2_000;

const levels: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

interface Annotation {
  readonly level: AnnotationLevel;
  readonly place: AnnotationPlace;
  readonly message: string;
}

/** Workflow commands. What could not be evaluated comes first: failures must not crowd it out. */
export const githubReporter: Reporter = { ...reporterDescriptions.github, render };

function* render(run: Run, options: ReportOptions): Generator<string> {
  const all = annotations(run, options.settings["prefix"]);
  for (const level of ["error", "warning", "notice"] as const) {
    const ofLevel = all.filter((annotation) => annotation.level === level);
    for (const { place, message } of ofLevel.slice(0, mostOfLevel)) {
      yield workflowCommand(level, place, clippedText(message, longest));
    }
    const more = ofLevel.length - mostOfLevel;
    if (more > 0) yield workflowCommand(level, { title: "bylaw" }, `${more} more, see the job summary`);
  }
}

function annotations(run: Run, prefix: string | undefined): Annotation[] {
  const errors = run.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const warnings = run.diagnostics.filter((diagnostic) => diagnostic.severity !== "error");
  const failed = run.findings.filter((finding) => kindOf(finding) === "failed");
  const fromDiagnostic = (level: AnnotationLevel) => (diagnostic: Run["diagnostics"][number]) => ({
    level,
    place: placeOf(diagnostic.code, diagnostic.location, prefix),
    message: [sentence(diagnostic.summary), ...(diagnostic.suggestions ?? []).map(sentence)].join(" "),
  });
  return [
    ...gapAnnotations(run, prefix),
    ...errors.map(fromDiagnostic("error")),
    ...warnings.map(fromDiagnostic("warning")),
    ...bySeverity(failed).map((finding) => ({
      level: levels[finding.severity],
      place: placeOf(`${finding.severity}: ${finding.rule}`, finding.location, prefix),
      message: findingMessage(finding),
    })),
  ];
}

/** At most one for all rules that were not evaluated, and one when the run did not pass for another reason. */
function gapAnnotations(run: Run, prefix: string | undefined): Annotation[] {
  const open = notEvaluatedRules(run);
  const { state, sentence: text } = conclusion(run);
  const first = open[0];
  if (first !== undefined) {
    const rules = open.map((rule) => `${rule.id}: ${notEvaluatedReasons(rule).join("; ")}`);
    const place = placeOf(`${counted(open.length, "rule")} not evaluated in full`, first.location, prefix);
    return [{ level: "error", place, message: rules.join(" | ") }];
  }
  if (state === "passed" || state === "failed") return [];
  return [{ level: "error", place: { title: "bylaw" }, message: text }];
}

function findingMessage(finding: Finding): string {
  const { remediation } = finding;
  return remediation === undefined
    ? findingText(finding)
    : `${findingText(finding)} ${sentence(remediation)}`;
}

function placeOf(title: string, location: Location | undefined, prefix: string | undefined): AnnotationPlace {
  if (location === undefined) return { title };
  return {
    title: clippedText(title, 200),
    file: repositoryPath(location.file, prefix),
    line: location.line,
    col: location.column,
  };
}
