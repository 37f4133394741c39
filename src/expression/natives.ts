import jsonata from "#jsonata-sync";
import { ownError } from "./expression-error.ts";
import type { Limits } from "./limits.ts";
import { assertTextFits } from "./text-size.ts";

type Implementation = (this: unknown, ...args: unknown[]) => unknown;

/** A function as JSONata keeps it. */
export interface Native {
  readonly signature: string;
  readonly implementation: Implementation;
}

function isImplementation(value: unknown): value is Implementation {
  return typeof value === "function";
}

/** One of JSONata's own functions, to be called from a guarded one. */
function native(name: string): Native {
  const found = jsonata(`$${name}`).evaluate(undefined);
  if (typeof found !== "object" || found === null) throw new Error(`JSONata has no $${name}`);
  const { implementation, signature } = found as {
    implementation?: unknown;
    signature?: { definition?: unknown };
  };
  const definition = signature?.definition;
  if (!isImplementation(implementation) || typeof definition !== "string")
    throw new Error(`JSONata has no $${name}`);
  return { implementation, signature: definition };
}

const string = native("string");
const pad = native("pad");
const join = native("join");
const clone = native("clone");
const evaluate = native("eval");
const fromMillis = native("fromMillis");

function lengthOf(value: unknown, otherwise: number): number {
  return typeof value === "string" ? value.length : otherwise;
}

/*
 * Parameters are named and functions are no arrows: JSONata reads the parameter list from a function's
 * source text when it is partially applied, and passes its context as `this`.
 */

/** Replacements of JSONata's functions that could allocate without bound, by name. */
export function guardedNatives(limits: Limits): ReadonlyMap<string, Native> {
  const guarded: [string, Native, Implementation][] = [
    [
      "string",
      string,
      function (arg, prettify = false) {
        assertTextFits(arg, limits.text, prettify === true ? 2 : 0);
        return string.implementation.call(this, arg, prettify);
      },
    ],
    [
      "pad",
      pad,
      function (str, width, char) {
        const missing = typeof width === "number" ? Math.abs(width) - lengthOf(str, 0) : 0;
        if (missing * Math.max(1, lengthOf(char, 1)) > limits.text) throw ownError("B1002");
        return pad.implementation.call(this, str, width, char);
      },
    ],
    [
      "join",
      join,
      function (strs, separator) {
        let size = 0;
        for (const part of Array.isArray(strs) ? strs : [])
          size += lengthOf(part, 0) + lengthOf(separator, 0);
        if (size > limits.text) throw ownError("B1002");
        return join.implementation.call(this, strs, separator);
      },
    ],
    [
      "clone",
      clone,
      function (arg) {
        assertTextFits(arg, limits.text);
        return clone.implementation.call(this, arg);
      },
    ],
    [
      "eval",
      evaluate,
      function (expr, focus) {
        if (lengthOf(expr, 0) > limits.source) throw ownError("B0001");
        return evaluate.implementation.call(this, expr, focus);
      },
    ],
  ];
  return new Map(
    guarded.map(([name, { signature }, implementation]) => [name, { signature, implementation }]),
  );
}

/** `$now` and `$millis` at a pinned instant. */
export function pinnedClock(now: number): ReadonlyMap<string, Native> {
  const at: Implementation = function (picture, timezone) {
    return fromMillis.implementation.call(this, now, picture, timezone);
  };
  return new Map([
    ["now", { signature: "<s?s?:s>", implementation: at }],
    ["millis", { signature: "<:n>", implementation: () => now }],
  ]);
}

/** A function that is not to be called. */
export function refused(name: string): Native {
  return {
    signature: name === "eval" ? "<sx?:x>" : name === "shuffle" ? "<a:a>" : "<:n>",
    implementation: () => {
      throw ownError("B1005", { token: name });
    },
  };
}
