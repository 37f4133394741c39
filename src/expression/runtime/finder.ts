import { LinearPattern } from "../linear-regexp.ts";

/** What JavaScript and RE2 do not read alike: line ends, controls, and case and spaces beyond ASCII. */
const unlike = /[^\t\n\f\x20-\x7e]/;

/** What makes a pattern see such differences; plain characters, digits, words and their ends do not. */
const sensitive = /[^\x20-\x7e]|\\[sSWDpPux]|\[\^|\./;

/** A space, which is more characters for JavaScript than for RE2: what it does not find, neither does RE2. */
const wider = /\\s/g;

/**
 * What RE2 reads as characters of a kind, or by their number, and JavaScript as something else; and characters
 * that are two for JavaScript, of which a repetition takes the second only.
 */
const foreign = /\\[pPc\d]|\\[xu]\{|\[:|[\ud800-\udfff]/;

/** Without regard to case, letters beyond ASCII (the Kelvin sign, the long s) are plain ones for RE2 only. */
const caseless = /[^\x20-\x7e]|\\[xu]/;

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
 * which can make them grow beyond any power, nor where JavaScript would look for something else.
 */
function longestText({ source, flags }: RegExp): number {
  // Without escapes and classes, every special character left is one.
  const bare = source.replace(/\\./gs, "a").replace(/\[[^\]]*\]/g, "a");
  if (foreign.test(source) || (flags.includes("i") && caseless.test(source))) return -1;
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
  /** Every text is read alike. */
  readonly #isPlain: boolean;
  /** What JavaScript's engine does not find is not there, however the text reads. */
  readonly #isWider: boolean;

  /** @throws ExpressionError B0003 when the pattern cannot be matched in linear time */
  constructor(pattern: RegExp) {
    this.#linear = new LinearPattern(pattern);
    this.#native = new RegExp(pattern.source, pattern.flags.replace("g", ""));
    this.#longest = longestText(pattern);
    // An escaped point is taken for a point: that costs no more than time.
    const isAlike = (source: string) => !/[im]/.test(pattern.flags) && !sensitive.test(source);
    this.#isPlain = isAlike(pattern.source);
    this.#isWider = isAlike(pattern.source.replace(wider, " "));
  }

  test(text: string): boolean {
    if (text.length > this.#longest) return this.#linear.test(text);
    if (this.#isPlain) return this.#native.test(text);
    if (this.#isWider && !this.#native.test(text)) return false;
    return unlike.test(text) ? this.#linear.test(text) : this.#native.test(text);
  }
}
