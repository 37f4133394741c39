import { type Builtin, builtin } from "./builtin.ts";

type Numbers = readonly number[] | undefined;

function total(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

function extreme(numbers: Numbers, pick: (one: number, other: number) => number): number | undefined {
  return numbers === undefined || numbers.length === 0
    ? undefined
    : numbers.reduce((one, other) => pick(one, other));
}

/** `$sum`, `$count`, `$max`, `$min`, `$average` */
export const aggregation: readonly Builtin[] = [
  builtin("sum", "<a<n>:n>", (_, numbers: Numbers) => (numbers === undefined ? undefined : total(numbers))),
  builtin("count", "<a:n>", (_, list: readonly unknown[] | undefined) => list?.length ?? 0),
  builtin("max", "<a<n>:n>", (_, numbers: Numbers) => extreme(numbers, Math.max)),
  builtin("min", "<a<n>:n>", (_, numbers: Numbers) => extreme(numbers, Math.min)),
  builtin("average", "<a<n>:n>", (_, numbers: Numbers) =>
    numbers === undefined || numbers.length === 0 ? undefined : total(numbers) / numbers.length,
  ),
];
