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
  readonly request?: BuildRequest;
  readonly paging: Paging;
  readonly cap?: number;
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

function identifier(path: string): CompiledStep["idOf"] {
  return (record) => {
    const value = readPath(record, path);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
}

/**
 * Compiles a step and the steps within it.
 *
 * @throws ExpressionError when an expression cannot be parsed; `validateRead` finds those before
 */
export function compileStep(step: Step, options: ExpressionOptions): CompiledStep {
  const { job, request, expected, map, keep, each, cap } = step;
  return {
    paging: step.paging ?? { style: "none" },
    pick: picker(step.records ?? "$", step.single === true),
    idOf: identifier(step.id ?? "id"),
    many: step.many === true,
    ...(cap === undefined ? {} : { cap }),
    ...(request === undefined ? {} : { request: compileRequest(request, options) }),
    ...(expected === undefined ? {} : { expected: compileExpression(expected, options) }),
    ...(map === undefined ? {} : { map: compileExpression(map, options) }),
    ...(keep === undefined ? {} : { keep: compileExpression(keep, options) }),
    ...(job === undefined ? {} : { job: compileJob(job, options) }),
    ...(each === undefined ? {} : { each: compileEach(each, options) }),
  };
}

function compileJob(job: JobDescription, options: ExpressionOptions): CompiledJob {
  return { ...job, start: compileRequest(job.start, options), poll: compileRequest(job.poll, options) };
}

function compileEach(each: NonNullable<Step["each"]>, options: ExpressionOptions): CompiledEach {
  const { batch, problem, parallel = 1, vanished = [], step } = each;
  return {
    parallel,
    vanished,
    step: compileStep(step, options),
    ...(batch === undefined ? {} : { batch }),
    ...(problem === undefined ? {} : { problem: compileExpression(problem, options) }),
  };
}
