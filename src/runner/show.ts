import { isDeepStrictEqual } from "node:util";
import { parseJson } from "../http/decode-json.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { Registry } from "../model/registry.ts";
import { type Run, runSchemaVersion } from "../model/run.ts";
import { severities } from "../model/severity.ts";
import { UsageError } from "../model/usage-error.ts";
import { builtInRegistry } from "../plugins/built-in-registry.ts";
import { runSchema } from "../reporters/run-schema.ts";
import { countNotEvaluated } from "../results/count-not-evaluated.ts";
import { countUnmapped } from "../results/count-unmapped.ts";
import { runExitCode } from "../results/exit-code.ts";
import { rollUpControls } from "../results/roll-up-controls.ts";
import { jsonValidator } from "./json-validator.ts";
import { readInput } from "./read-input.ts";

/**
 * Reads a saved run.
 *
 * @param path a file, or `-` for stdin
 * @throws UsageError when it is not a run that this version can read
 */
export async function show(path: string): Promise<{ run: Run; registry: Registry }> {
  const decoded = parseJson(await readInput(path, "The run"));
  if (!decoded.ok) throw notARun(path, `text that ${decoded.problem}`);
  const document = decoded.value;
  const problems = jsonValidator(runSchema)(document).slice(0, 5);
  if (!isRun(document) || problems.length > 0) {
    throw notARun(path, problems.map(({ pointer, message }) => `${pointer || "/"} ${message}`).join("; "));
  }
  const verdict = runExitCode(document.summary, document.rules, document.diagnostics);
  if (verdict !== document.exitCode || !countsAgree(document)) {
    throw notARun(path, "its findings, summary and exit code contradict each other");
  }
  return { run: document, registry: builtInRegistry() };
}

/** True when the failures listed are those that the summary counts. */
function countsAgree({ findings, summary, rules, frameworks }: Run): boolean {
  const failed = findings.filter((finding) => finding.status === "fail" && finding.waived === undefined);
  const undecided = findings.some((finding) => finding.status === "error" || finding.status === "unknown");
  return (
    severities.every(
      (name) => summary.failures[name] === failed.filter(({ severity }) => severity === name).length,
    ) &&
    summary.unmapped === countUnmapped(findings) &&
    isDeepStrictEqual(plain(frameworks), plain(rollUpControls(rules, findings))) &&
    (!undecided || summary.notEvaluated > 0) &&
    summary.notEvaluated === countNotEvaluated(rules) &&
    rules.every(({ id, status, counts }) => {
      const failures = failed.filter((finding) => finding.rule === id).length;
      return counts.fail === failures && (status === "fail") === failures > 0;
    })
  );
}

/** What was parsed has objects without a prototype. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Beside the schema, which says the rest: an object of the version this program writes. */
function isRun(document: Json): document is Json & Run {
  return isJsonObject(document) && document["schemaVersion"] === runSchemaVersion;
}

function notARun(path: string, found: string): UsageError {
  return new UsageError([
    {
      code: "invalid-run",
      severity: "error",
      summary: `'${path}' is not a run of this version of bylaw.`,
      expected: `what 'bylaw check -f json' wrote, schemaVersion ${runSchemaVersion}`,
      ...(found === "" ? {} : { found }),
    },
  ]);
}
