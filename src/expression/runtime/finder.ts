import type { RE2JS } from "re2js";
import { compileLinear } from "../linear-regexp.ts";

/** What JavaScript and RE2 do not read alike: line ends, controls, and case and spaces beyond ASCII. */
const unlike = /[^\t\n\f\x20-\x7e]/;

/** Most steps that JavaScript's own engine may need for a text. */
const budget = 1_000_000;

const quantifier = /[*+]|\{\d+(?:,\d*)?\}/;

/**
 * How the steps of JavaScript's engine grow: as this power of the text's length. Undefined where a group
 * is repeated, which can make them grow beyond any power.
 */
function growth(source: string): number | undefined {
  // Without escapes and classes, every special character left is one.
  const bare = source.replace(/\\./gs, "a").replace(/\[[^\]]*\]/g, "a");
  if (/\)(?:[*+]|\{)/.test(bare) || bare.includes("(?") || bare.length > 200) return undefined;
  return 1 + bare.split(quantifier).length - 1;
}

/**
 * Tells whether a pattern is found in a text, in linear time. Where the text is short and plain, and the
 * pattern harmless, JavaScript's own engine says the same in a tenth of the time.
 */
export class Finder {
  readonly #linear: RE2JS;
  readonly #native: RegExp;
  /** Texts up to this length are for JavaScript's engine. */
  readonly #longest: number;

  /** @throws ExpressionError B0003 when the pattern cannot be matched in linear time */
  constructor(pattern: RegExp) {
    this.#linear = compileLinear(pattern);
    this.#native = new RegExp(pattern.source, pattern.flags.replace("g", ""));
    const power = growth(pattern.source);
    this.#longest = power === undefined ? 0 : budget ** (1 / power);
  }

  test(text: string): boolean {
    if (text.length > this.#longest || unlike.test(text)) return this.#linear.test(text);
    return this.#native.test(text);
  }
}
