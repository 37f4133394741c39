import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { compileTemplate, ExpressionError } from "../expression/index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { parseDuration } from "../time/duration.ts";
import type { ReadDescription, RequestDescription, Step, Surface } from "./description.ts";
import { compileExpression, descriptionOptions } from "./expressions.ts";
import { readSchema } from "./read-schema.ts";

/** What a provider allows in a description beyond its schema. */
export interface ReadRules {
  /** Names of its API surfaces; empty: `surfaces` is not used. */
  readonly surfaces: readonly string[];
  /** True for a path that only reads although it is asked by POST. */
  mayPost(path: string): boolean;
}

let schemaTest: ValidateFunction<ReadDescription> | undefined;

function schemaOf(): ValidateFunction<ReadDescription> {
  const ajv = new Ajv2020({ strict: false, allErrors: true, ownProperties: true, logger: false });
  ajv.addFormat("jsonata", true);
  ajv.addFormat("duration", (text: string) => parseDuration(text) !== undefined);
  schemaTest ??= ajv.compile<ReadDescription>(readSchema);
  return schemaTest;
}

/** True for a `read:` that has the shape of a description; its expressions may still be wrong. */
function isReadDescription(read: Json | undefined): read is JsonObject & ReadDescription {
  return schemaOf()(read);
}

function invalid(pointer: string, summary: string): Diagnostic {
  return { code: "invalid-source", severity: "error", summary, pointer: `/read${pointer}` };
}

const branch = /^(.*\/oneOf\/\d+)\//;

/** Drops what ajv says about the alternatives that were not meant: those whose constant is another. */
function meantErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const branchOf = ({ schemaPath }: ErrorObject) => branch.exec(schemaPath)?.[1] ?? "";
  const others = new Set(errors.filter(({ keyword }) => keyword === "const").map(branchOf));
  const meant = errors.filter((error) => error.keyword !== "anyOf" && !others.has(branchOf(error)));
  const precise = meant.filter(({ keyword }) => keyword !== "oneOf");
  return precise.length > 0 ? precise : meant;
}

const choice = /\/anyOf\/\d+\/required$/;

/** Places where one of several keys is needed, with those keys. */
function missingChoices(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { instancePath, schemaPath, params } of errors) {
    if (!choice.test(schemaPath)) continue;
    places.set(instancePath, [...(places.get(instancePath) ?? []), String(params["missingProperty"])]);
  }
  return places;
}

function schemaProblems(read: Json | undefined): Diagnostic[] {
  const test = schemaOf();
  test(read);
  const errors = meantErrors(test.errors ?? []);
  const plain = errors.filter(({ schemaPath }) => !choice.test(schemaPath));
  const problems = plain.map(({ instancePath, message = "is not valid", params }) => {
    const name: unknown = params["additionalProperty"] ?? params["missingProperty"];
    const which = typeof name === "string" && !message.includes(name) ? ` (${name})` : "";
    return invalid(instancePath, `read${instancePath.replaceAll("/", ".")} ${message}${which}`);
  });
  for (const [place, keys] of missingChoices(errors)) {
    const names = [...new Set(keys)].sort().join(", ");
    problems.push(invalid(place, `read${place.replaceAll("/", ".")} needs one of ${names}`));
  }
  return problems;
}

/** Collects the problems of one description. */
function createInspector(rules: ReadRules) {
  const options = descriptionOptions(0);
  const found: Diagnostic[] = [];

  function tryOut(pointer: string, compileIt: () => unknown): void {
    try {
      compileIt();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      found.push(invalid(pointer, `The expression cannot be used: ${error.message} (${error.code})`));
    }
  }

  function templates(value: Json | undefined, pointer: string): void {
    if (typeof value === "string") tryOut(pointer, () => compileTemplate(value, options));
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries<Json>(value)) {
      templates(member, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  }

  function request(description: RequestDescription | undefined, pointer: string): void {
    if (description === undefined) return;
    const { method = "GET", path, url, query, headers, body } = description;
    templates({ ...(path === undefined ? {} : { path }), ...(url === undefined ? {} : { url }) }, pointer);
    templates(query, `${pointer}/query`);
    templates(headers, `${pointer}/headers`);
    templates(body, `${pointer}/body`);
    if (method === "GET" && body !== undefined)
      found.push(invalid(`${pointer}/body`, "A GET request has no body"));
    if (method === "POST" && !rules.mayPost(path ?? "")) {
      found.push(
        invalid(`${pointer}/method`, "This path is not known to be a query: bylaw never writes to a tenant"),
      );
    }
  }

  function step(description: Step, pointer: string): void {
    const { job, given, request: asked, paging, records, single, map, many, keep, each } = description;
    for (const [key, source] of Object.entries({ given, expected: description.expected, map, keep })) {
      if (source !== undefined) tryOut(`${pointer}/${key}`, () => compileExpression(source, options));
    }
    request(job?.start, `${pointer}/job/start`);
    request(job?.poll, `${pointer}/job/poll`);
    request(asked, `${pointer}/request`);
    if (records === undefined && single !== true && given === undefined) {
      found.push(
        invalid(pointer, "records is missing: the path to the list in a page, `$` for the whole body"),
      );
    }
    if (given !== undefined && each === undefined)
      found.push(invalid(`${pointer}/given`, "given needs each"));
    if (many === true && map === undefined) found.push(invalid(`${pointer}/many`, "many needs a map"));
    if (paging?.size !== undefined && paging.max !== undefined && paging.size > paging.max) {
      found.push(invalid(`${pointer}/paging/size`, `size is over the maximum of ${paging.max}`));
    }
    if (each === undefined) return;
    for (const [key, source] of Object.entries({ problem: each.problem, expected: each.expected })) {
      if (source !== undefined) tryOut(`${pointer}/each/${key}`, () => compileExpression(source, options));
    }
    step(each.step, `${pointer}/each/step`);
  }

  function surface(description: Surface, pointer: string): void {
    if (description.notServed === undefined) step(description, pointer);
  }

  return { surface, found };
}

/** Problems of a data source's `read:`, each with its JSON Pointer; nothing is requested. */
export function validateRead(read: Json | undefined, rules: ReadRules): readonly Diagnostic[] {
  if (!isReadDescription(read)) return schemaProblems(read);
  const { surface, found } = createInspector(rules);
  if (read.surfaces === undefined) surface(read, "");
  for (const [name, description] of Object.entries(read.surfaces ?? {})) {
    if (rules.surfaces.includes(name)) surface(description, `/surfaces/${name}`);
    else
      found.push(
        invalid(
          `/surfaces/${name}`,
          `There is no surface ${name}${rules.surfaces.length > 0 ? `; there are ${rules.surfaces.join(" and ")}` : ""}`,
        ),
      );
  }
  return found;
}
