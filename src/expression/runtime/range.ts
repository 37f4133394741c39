import { atOperator, Failure } from "./failure.ts";
import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";

const largest = 1e7;
/** Items that are made in the time of a step of an evaluation. */
const itemsPerStep = 10;

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

function build(run: Run, from: unknown, to: unknown): Sequence | undefined {
  if (from !== undefined && !isInteger(from)) throw new Failure("T2003", { value: from });
  if (to !== undefined && !isInteger(to)) throw new Failure("T2004", { value: to });
  if (from === undefined || to === undefined || from > to) return undefined;
  const size = to - from + 1;
  if (size > largest) throw new Failure("D2014", { value: size });
  run.assertLength(size);
  run.spend(size / itemsPerStep);
  const range = new Sequence();
  for (let index = 0; index < size; index++) range[index] = from + index;
  return range;
}

/** `from..to`, both ends included. @throws Failure T2003, T2004, D2014, D2015 */
export function range(
  run: Run,
  from: unknown,
  to: unknown,
  position: number | undefined,
): Sequence | undefined {
  try {
    return build(run, from, to);
  } catch (thrown) {
    throw atOperator(thrown, position, "..");
  }
}
