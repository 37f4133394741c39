import { LinearPattern } from "../linear-regexp.ts";
import { compareDialects, type Dialects } from "./compare-dialects.ts";

/** Most steps that JavaScript's own engine may need for a text. */
const budget = 1_000_000;

/** Repetitions without an end, or with many ends to choose from. */
const unbounded = /[*+]|\{\d+,\d*\}/g;

/** A repetition of a fixed number. */
const counted = /\{(\d+)\}/g;

/** How many steps the repetitions of a fixed number take, at each place of the text. */
function stepsCounted(bare: string): number {
  let steps = 0;
  for (const [, times] of bare.matchAll(counted)) steps += Number(times);
  return Math.max(1, steps);
}

/**
 * The longest text for which JavaScript's engine stays within the budget: its steps grow with the text's
 * length to the power of the repetitions, and double with each choice. None where a group is repeated,
 * which can make them grow beyond any power.
 */
function longestText({ source }: RegExp): number {
  // Without escapes and classes, every special character left is one.
  const bare = source.replace(/\\./gs, "a").replace(/\[[^\]]*\]/g, "a");
  if (/\)[*+{]/.test(bare) || bare.includes("(?") || bare.length > 200) return -1;
  const repetitions = bare.match(unbounded)?.length ?? 0;
  const choices = bare.match(/[?|(]/g)?.length ?? 0;
  return (budget / 2 ** choices / stepsCounted(bare)) ** (1 / (repetitions + 1));
}

/**
 * Tells whether a pattern is found in a text, in linear time. Where the text is short and plain, and the
 * pattern harmless, JavaScript's own engine says the same in a tenth of the time.
 */
export class Finder {
  readonly #linear: LinearPattern;
  readonly #native: RegExp;
  /** Texts up to this length are for JavaScript's engine. */
  readonly #longest: number;
  readonly #dialects: Dialects;

  /** @throws ExpressionError B0003 when the pattern cannot be matched in linear time */
  constructor(pattern: RegExp) {
    this.#linear = new LinearPattern(pattern);
    this.#native = new RegExp(pattern.source, pattern.flags.replace("g", ""));
    this.#dialects = compareDialects(pattern);
    this.#longest = this.#dialects.foreign ? -1 : longestText(pattern);
  }

  test(text: string): boolean {
    if (text.length > this.#longest) return this.#linear.test(text);
    const { alike, wider, readsAlike } = this.#dialects;
    if (alike) return this.#native.test(text);
    if (wider && !this.#native.test(text)) return false;
    return readsAlike(text) ? this.#native.test(text) : this.#linear.test(text);
  }
}
