import { isOnly, mayBe, truth, types, type Value } from "./value.ts";

/** What an inliner may fall back to. */
export interface Inlined {
  /** JavaScript for the call of the function itself. */
  slow(args: readonly Value[]): string;
}

/** Writes what a function does with its arguments. */
type Inliner = (args: readonly Value[], inlined: Inlined) => Value;

const none: Value = { code: "undefined", type: types.missing };

function boolean(value: Value, negated: boolean): Value {
  const code = negated ? `!${truth(value)}` : truth(value);
  if (!mayBe(value, types.missing)) return { code, type: types.boolean };
  return { code: `(${value.code} === undefined ? undefined : ${code})`, type: types.boolean | types.missing };
}

/** A function of text that is a short expression where it gets some. */
function ofText(type: number, write: (text: string) => string): Inliner {
  return (args, { slow }) => {
    const [text = none] = args;
    if (isOnly(text, types.string)) return { code: write(text.code), type };
    const code = `typeof ${text.code} === "string" ? ${write(text.code)} : ${slow(args)}`;
    return { code, type: type | types.missing };
  };
}

/** As `ofText`, for two texts. */
function ofTexts(type: number, write: (text: string, other: string) => string): Inliner {
  return (args, { slow }) => {
    const [text = none, other = none] = args;
    const fast = write(text.code, other.code);
    const tests = [text, other]
      .filter((value) => !isOnly(value, types.string))
      .map(({ code }) => `typeof ${code} === "string"`);
    if (tests.length === 0) return { code: fast, type };
    return { code: `${tests.join(" && ")} ? ${fast} : ${slow(args)}`, type: type | types.missing };
  };
}

function ofNumber(write: (number: string) => string): Inliner {
  return (args, { slow }) => {
    const [number = none] = args;
    const code = `typeof ${number.code} === "number" ? ${write(number.code)} : ${slow(args)}`;
    return { code, type: types.number | types.missing };
  };
}

/** By name and number of arguments. */
export const inliners: ReadonlyMap<string, Inliner> = new Map<string, Inliner>([
  ["exists/1", ([value = none]) => ({ code: `(${value.code} !== undefined)`, type: types.boolean })],
  ["boolean/1", ([value = none]) => boolean(value, false)],
  ["not/1", ([value = none]) => boolean(value, true)],
  ["count/1", ([value = none]) => ({ code: `count(${value.code})`, type: types.number })],
  ["length/1", ofText(types.number, (text) => `textLength(${text})`)],
  ["lowercase/1", ofText(types.string, (text) => `${text}.toLowerCase()`)],
  ["uppercase/1", ofText(types.string, (text) => `${text}.toUpperCase()`)],
  ["contains/2", ofTexts(types.boolean, (text, token) => `${text}.includes(${token})`)],
  ["abs/1", ofNumber((number) => `Math.abs(${number})`)],
  ["floor/1", ofNumber((number) => `Math.floor(${number})`)],
  ["ceil/1", ofNumber((number) => `Math.ceil(${number})`)],
  [
    "lookup/2",
    (args, { slow }) => {
      const [value = none, key = none] = args;
      const code = `typeof ${key.code} === "string" ? lookup(run, ${value.code}, ${key.code}) : ${slow(args)}`;
      return { code, type: types.any | types.raw };
    },
  ],
]);
