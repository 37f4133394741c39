import type { DataSource } from "../../model/data-source.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { UsageError } from "../../model/usage-error.ts";
import { schemaProblems } from "../../policy/validation/schema-problems.ts";
import { parseTimestamp } from "../../time/timestamp.ts";

function problem(code: string, summary: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: "error", summary, ...more };
}

function propertiesOf(source: DataSource): JsonObject {
  const { properties } = source.parameters;
  return isJsonObject(properties) ? properties : {};
}

/** A value as the parameter's type wants it. */
function typed(text: string, schema: Json | undefined): Json {
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  if (type === "array") return text.split(",");
  if ((type === "integer" || type === "number") && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/**
 * The parameters that `--from`, `--to` and `--where` come to, valid by the source's schema.
 *
 * @throws UsageError with everything that is wrong
 */
export function exportParameters(
  source: DataSource,
  { from, to, where }: { readonly from: string; readonly to: string; readonly where: readonly string[] },
): JsonObject {
  const properties = propertiesOf(source);
  const found: Diagnostic[] = [];
  if (source.event === undefined || properties["from"] === undefined || properties["to"] === undefined) {
    const summary = `${source.name} is not read over an interval: its records are no events.`;
    throw new UsageError([problem("not-exportable", summary, { suggestions: ["Take a snapshot of it."] })]);
  }
  for (const [flag, value] of Object.entries({ from, to })) {
    if (parseTimestamp(value) !== undefined) continue;
    const expected = "a timestamp with a zone, such as 2026-01-31T00:00:00Z";
    found.push(problem("invalid-interval", `--${flag} is no instant.`, { expected, found: value }));
  }
  const parameters: Record<string, Json> = { from, to };
  for (const condition of where) {
    const at = condition.indexOf("=");
    const name = condition.slice(0, Math.max(0, at)).trim();
    if (name === "" || ["from", "to", "last"].includes(name)) {
      const expected = "NAME=VALUE with a parameter of the source other than the interval";
      found.push(problem("invalid-where", "--where cannot be read.", { expected, found: condition }));
    } else if (parameters[name] !== undefined) {
      found.push(problem("invalid-where", `--where gives ${name} twice.`));
    } else parameters[name] = typed(condition.slice(at + 1), properties[name]);
  }
  for (const { code, summary, ...more } of schemaProblems(source.parameters, parameters, "--where"))
    found.push(
      problem(code, summary, {
        ...(more.expected === undefined ? {} : { expected: more.expected }),
        ...(more.found === undefined ? {} : { found: more.found }),
        ...(more.suggestions === undefined ? {} : { suggestions: more.suggestions }),
      }),
    );
  if (found.length > 0) throw new UsageError(found);
  return parameters;
}
