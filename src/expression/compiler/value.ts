/** What a value may be, as a set of bits. */
export const types = {
  missing: 1,
  boolean: 2,
  number: 4,
  string: 8,
  null: 16,
  object: 32,
  array: 64,
  callable: 128,
  any: 255,
  /** A sequence that has not been unwrapped yet. */
  raw: 256,
} as const;

/** A piece of JavaScript that has a value and no effect, and what is known of the value. */
export interface Value {
  readonly code: string;
  /** Bits of `types`. */
  readonly type: number;
}

/** True when a value can only be what the bits say. */
export function isOnly(value: Value, bits: number): boolean {
  return (value.type & ~bits) === 0;
}

/** True when a value may be one of what the bits say. */
export function mayBe(value: Value, bits: number): boolean {
  return (value.type & bits) !== 0;
}

/** JavaScript for JSONata's cast to boolean, where nothing counts as false. */
export function truth(value: Value): string {
  if (isOnly(value, types.boolean)) return value.code;
  if (isOnly(value, types.boolean | types.missing | types.null)) return `(${value.code} === true)`;
  if (isOnly(value, types.string)) return `(${value.code} !== "")`;
  return `isTrue(${value.code})`;
}

/** JavaScript for a scalar as it is written. */
export function literal(value: string | number | boolean | null): Value {
  switch (typeof value) {
    case "string":
      return { code: JSON.stringify(value), type: types.string };
    case "number":
      // Out of range numbers are syntax errors; a negative one needs brackets behind an operator.
      return { code: Object.is(value, -0) ? "(-0)" : `(${value})`, type: types.number };
    case "boolean":
      return { code: String(value), type: types.boolean };
    default:
      return { code: "null", type: types.null };
  }
}

export const nothing: Value = { code: "undefined", type: types.missing };
