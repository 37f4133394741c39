import { Failure } from "../../runtime/failure.ts";
import { type Builtin, builtin } from "./builtin.ts";
import { round } from "./round.ts";

type Maybe = number | undefined;

const decimal = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
// As the library has it: only the first alternative is bound to the beginning, only the last to the end.
const otherRadix = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/;

function toNumber(value: unknown): unknown {
  if (value === undefined || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    if (decimal.test(value) && Number.isFinite(Number(value))) return Number.parseFloat(value);
    if (otherRadix.test(value)) return Number(value);
  }
  throw new Failure("D3030", { value, index: 1 });
}

function power(base: Maybe, exponent: Maybe): Maybe {
  if (base === undefined) return undefined;
  const result = base ** (exponent ?? Number.NaN);
  if (!Number.isFinite(result)) throw new Failure("D3061", { value: base, index: 1, exp: exponent });
  return result;
}

function squareRoot(value: Maybe): Maybe {
  if (value === undefined) return undefined;
  if (value < 0) throw new Failure("D3060", { value, index: 1 });
  return Math.sqrt(value);
}

function formatBase(value: Maybe, radix: Maybe): string | undefined {
  if (value === undefined) return undefined;
  const base = radix === undefined ? 10 : round(radix);
  if (base < 2 || base > 36) throw new Failure("D3100", { value: base });
  return round(value).toString(base);
}

/** Functions of numbers. */
export const numeric: readonly Builtin[] = [
  builtin("number", "<(nsb)-:n>", (_, value: unknown) => toNumber(value)),
  builtin("abs", "<n-:n>", (_, value: Maybe) => (value === undefined ? undefined : Math.abs(value))),
  builtin("floor", "<n-:n>", (_, value: Maybe) => (value === undefined ? undefined : Math.floor(value))),
  builtin("ceil", "<n-:n>", (_, value: Maybe) => (value === undefined ? undefined : Math.ceil(value))),
  builtin("round", "<n-n?:n>", (_, value: Maybe, precision: Maybe) =>
    value === undefined ? undefined : round(value, precision),
  ),
  builtin("sqrt", "<n-:n>", (_, value: Maybe) => squareRoot(value)),
  builtin("power", "<n-n:n>", (_, base: Maybe, exponent: Maybe) => power(base, exponent)),
  builtin("formatBase", "<n-n?:s>", (_, value: Maybe, radix: Maybe) => formatBase(value, radix)),
  builtin("random", "<:n>", () => Math.random()),
];
