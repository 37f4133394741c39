import { resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { nearest } from "../model/nearest.ts";
import type { ReporterEntry } from "../model/reporter.ts";
import { UsageError } from "../model/usage-error.ts";

/** One `-f FORMAT[:key=value,…][=FILE]`. */
export interface OutputTarget {
  readonly reporter: ReporterEntry;
  readonly settings: Readonly<Record<string, string>>;
  /** Absent: stdout, which `-` stands for too. */
  readonly file?: string;
}

const syntax = /^([a-z][a-z0-9-]*)(?::([a-z]+=[\w./-]+(?:,[a-z]+=[\w./-]+)*))?(?:=(.+))?$/s;

/**
 * Reads the `-f` flags against the known reporters.
 *
 * @throws UsageError with one diagnostic for each flag that cannot be used
 */
export function parseOutputTargets(
  flags: readonly string[],
  reporters: ReadonlyMap<string, ReporterEntry>,
): readonly OutputTarget[] {
  const diagnostics: Diagnostic[] = [];
  const targets: OutputTarget[] = [];
  for (const flag of flags) {
    const parsed = parseTarget(flag, reporters);
    if ("reporter" in parsed) targets.push(parsed);
    else diagnostics.push(parsed);
  }
  for (const { file } of targets)
    if (file !== undefined && isDocument(file)) diagnostics.push(documentProblem(file));
  const places = targets.map((target) => (target.file === undefined ? "stdout" : resolve(target.file)));
  for (const place of new Set(places)) {
    if (places.indexOf(place) === places.lastIndexOf(place)) continue;
    diagnostics.push(
      problem(
        `Two formats are to be written to ${place}.`,
        "one format for each file, and one for stdout",
        place,
      ),
    );
  }
  if (diagnostics.length > 0) throw new UsageError(diagnostics);
  return targets;
}

function parseTarget(flag: string, reporters: ReadonlyMap<string, ReporterEntry>): OutputTarget | Diagnostic {
  const names = [...reporters.keys()];
  const [, name = "", settingsText, place] = syntax.exec(flag) ?? [];
  const file = place === "-" ? undefined : place;
  const reporter = reporters.get(name);
  if (reporter === undefined) {
    const guess = nearest(name === "" ? flag : name, names);
    return problem(`There is no format '${flag}'.`, names.join(", "), flag, guess);
  }
  const settings: Record<string, string> = {};
  for (const pair of settingsText?.split(",") ?? []) {
    const [key = "", value = ""] = pair.split("=", 2);
    settings[key] = value;
  }
  for (const [key, value] of Object.entries(settings)) {
    const allowed = reporter.settings?.[key];
    if (allowed === undefined)
      return problem(
        `Format '${name}' has no setting '${key}'.`,
        Object.keys(reporter.settings ?? {}).join(", ") || "no settings",
        key,
      );
    if (allowed.length > 0 && !allowed.includes(value))
      return problem(`Setting '${key}' of format '${name}' cannot be '${value}'.`, allowed.join(", "), value);
  }
  return { reporter, settings, ...(file === undefined ? {} : { file }) };
}

/** A document of a project is never a report: it would be lost. */
function isDocument(file: string): boolean {
  return /(?:^|[\\/.])(?:bylaw|waivers|policy|source|collector)\.ya?ml$/i.test(file);
}

function documentProblem(file: string): Diagnostic {
  return problem(
    `A report cannot be written to '${file}', which is named like a document of a project.`,
    "another file name",
    file,
  );
}

function problem(summary: string, expected: string, found: string, guess?: string): Diagnostic {
  return {
    code: "invalid-format",
    severity: "error",
    summary,
    expected,
    found,
    ...(guess === undefined ? {} : { suggestions: [`Did you mean '${guess}'?`] }),
  };
}
