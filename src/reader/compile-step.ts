import type { ExpressionOptions } from "../expression/index.ts";
import type { Expression } from "../model/expression.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { readPath } from "../model/read-path.ts";
import { type BuildRequest, compileRequest } from "./compile-request.ts";
import type { JobDescription, Paging, Step } from "./description.ts";
import { compileExpression } from "./expressions.ts";

/** A step, ready to run. */
export interface CompiledStep {
  readonly job?: CompiledJob;
  readonly given?: Expression;
  readonly request?: BuildRequest;
  readonly paging: Paging;
  /** The request says how many records a page is to have. */
  readonly sized: boolean;
  readonly cap?: number;
  /** Where the records of a page are: names of members, from the body inwards. */
  readonly at: readonly string[];
  /** Records of a page; undefined when the body does not have the format. */
  pick(body: Json): readonly Json[] | undefined;
  /** What identifies a record as served. */
  idOf(record: Json): string | undefined;
  readonly expected?: Expression;
  readonly map?: Expression;
  readonly many: boolean;
  readonly keep?: Expression;
  readonly each?: CompiledEach;
}

export interface CompiledEach {
  readonly batch?: number;
  readonly parallel: number;
  readonly vanished: readonly number[];
  readonly problem?: Expression;
  readonly expected?: Expression;
  readonly steady?: string;
  readonly step: CompiledStep;
}

export interface CompiledJob extends Omit<JobDescription, "start" | "poll"> {
  readonly start: BuildRequest;
  readonly poll: BuildRequest;
}

function picker(path: string, single: boolean): CompiledStep["pick"] {
  return (body) => {
    const value = path === "$" ? body : readPath(body, path);
    if (single) return isJsonObject(value) ? [value] : undefined;
    return Array.isArray(value) ? value : undefined;
  };
}

function identifier(path: string | readonly string[]): CompiledStep["idOf"] {
  const part = (record: Json, of: string): string | undefined => {
    const value = readPath(record, of);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  if (typeof path === "string") return (record) => part(record, path);
  return (record) => {
    const parts = path.map((of) => part(record, of) ?? null);
    return parts.every((value) => value === null) ? undefined : JSON.stringify(parts);
  };
}

/** What all steps of a source are compiled with. */
export interface CompileSettings {
  readonly expressions: ExpressionOptions;
  /** Put before the path of every request. */
  readonly basePath: string;
}

/**
 * Compiles a step and the steps within it.
 *
 * @throws ExpressionError when an expression cannot be parsed; `validateRead` finds those before
 */
export function compileStep(step: Step, settings: CompileSettings): CompiledStep {
  const { job, request, each, cap } = step;
  const { expressions, basePath } = settings;
  const path = step.records ?? "$";
  return {
    paging: step.paging ?? { style: "none" },
    sized: JSON.stringify(request ?? null).includes("$size"),
    at: path === "$" ? [] : path.split("."),
    pick: picker(path, step.single === true),
    idOf: identifier(step.id ?? "id"),
    many: step.many === true,
    ...(cap === undefined ? {} : { cap }),
    ...(request === undefined ? {} : { request: compileRequest(request, expressions, basePath) }),
    ...compileAll(
      { given: step.given, expected: step.expected, map: step.map, keep: step.keep },
      expressions,
    ),
    ...(job === undefined ? {} : { job: compileJob(job, settings) }),
    ...(each === undefined ? {} : { each: compileEach(each, settings) }),
  };
}

/** Compiles the expressions that are there, under their names. */
function compileAll<Name extends string>(
  sources: Readonly<Record<Name, string | undefined>>,
  options: ExpressionOptions,
): Partial<Record<Name, Expression>> {
  const compiled: Partial<Record<Name, Expression>> = {};
  for (const name in sources) {
    const source = sources[name];
    if (source !== undefined) compiled[name] = compileExpression(source, options);
  }
  return compiled;
}

function compileJob(job: JobDescription, { expressions, basePath }: CompileSettings): CompiledJob {
  const start = compileRequest(job.start, expressions, basePath);
  return { ...job, start, poll: compileRequest(job.poll, expressions, basePath) };
}

function compileEach(each: NonNullable<Step["each"]>, settings: CompileSettings): CompiledEach {
  const { batch, problem, expected, steady, parallel = 1, vanished = [], step } = each;
  return {
    parallel,
    vanished,
    step: compileStep(step, settings),
    ...(batch === undefined ? {} : { batch }),
    ...(steady === undefined ? {} : { steady }),
    ...compileAll({ problem, expected }, settings.expressions),
  };
}
