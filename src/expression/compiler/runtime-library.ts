import { arithmetic, negate } from "../runtime/arithmetic.ts";
import { callable } from "../runtime/callable.ts";
import { comparison } from "../runtime/compare.ts";
import { addItem, finishArray } from "../runtime/construct.ts";
import { differs, equals, isIn } from "../runtime/equal.ts";
import { atOperator, Failure } from "../runtime/failure.ts";
import { itemAt, keeps, pick } from "../runtime/filter.ts";
import { groupBy } from "../runtime/group.ts";
import { apply, asArgument, call, deferred, open, partiallyApply, TailCall } from "../runtime/invoke.ts";
import { lookup } from "../runtime/lookup.ts";
import { matcher } from "../runtime/matcher.ts";
import { range } from "../runtime/range.ts";
import {
  contextValue,
  isList,
  keepArray,
  keepSingleton,
  pathValue,
  resultList,
  Sequence,
  unwrap,
} from "../runtime/sequence.ts";
import { applyStages } from "../runtime/stages.ts";
import { namesOver, step } from "../runtime/step.ts";
import { textLength } from "../runtime/text-length.ts";
import { concatenate } from "../runtime/to-text.ts";
import { transformer } from "../runtime/transform.ts";
import { isTrue } from "../runtime/truth.ts";
import { visits } from "../runtime/visits.ts";
import { walkPath } from "../runtime/walk-path.ts";
import { descendants, wildcard } from "../runtime/wildcard.ts";

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined;
}

function suggest(meant: unknown, code: string, position: number | undefined, token: string): void {
  if (meant) throw new Failure(code, {}, position, token);
}

function count(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined ? 0 : 1;
}

/** What compiled code calls, by the names that it uses. */
export const runtimeLibrary = {
  Sequence,
  TailCall,
  addItem,
  apply,
  applyStages,
  asArgument,
  atOperator,
  call,
  callable,
  concatenate,
  contextValue,
  count,
  descendants,
  differs,
  equals,
  lookup,
  finishArray,
  groupBy,
  deferred,
  isIn,
  isList,
  isTrue,
  itemAt,
  keepArray,
  keepSingleton,
  keeps,
  matcher,
  namesOver,
  negate,
  open,
  own,
  partiallyApply,
  pathValue,
  pick,
  range,
  resultList,
  step,
  suggest,
  textLength,
  transformer,
  unwrap,
  visits,
  walkPath,
  wildcard,
  add: arithmetic["+"],
  subtract: arithmetic["-"],
  multiply: arithmetic["*"],
  divide: arithmetic["/"],
  remainder: arithmetic["%"],
  less: comparison["<"],
  lessOrEqual: comparison["<="],
  greater: comparison[">"],
  greaterOrEqual: comparison[">="],
  /** What a variable has before it is bound. */
  unbound: Symbol("unbound"),
  /** The tuple where there is none. */
  noTuple: Object.freeze(Object.create(null)) as object,
};
