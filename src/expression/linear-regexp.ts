import { type Matcher, RE2JS } from "re2js";
import { ownError } from "./expression-error.ts";
import { strikes } from "./strikes.ts";

/** Compiled patterns: JSONata makes a new object each time it evaluates a regular expression literal. */
const compiled = new Map<string, RE2JS>();
const keep = 500;

/** Strikes when they were compiled: after another one, the caches of any of them may be half-written. */
let struck = strikes.count;

/**
 * Escapes of letters that mean nothing of their own in JavaScript but something in RE2 (`\Q`, `\A`), or
 * the reverse (`\k<name>`). `\p{L}` is let through: nobody means the letters.
 */
const foreignEscape = /^(?:[^\\]|\\.)*?\\(?![dDwWsSbBnrtvfcxu]|[pP]\{)[a-zA-Z]/s;

/**
 * Most steps of a pattern, each of which may be taken for every character of a text. Repetitions of a fixed
 * number are written out: short patterns can be long.
 */
const mostSteps = 10_000;

/** At least as many steps as the fixed repetitions next to each other make; RE2 bounds nested ones. */
function stepsWritten(source: string): number {
  let steps = 0;
  for (const [, least, , most] of source.matchAll(/\{(\d+)(,(\d*))?\}/g)) steps += Number(most || least);
  return steps;
}

function translate(pattern: RegExp): RE2JS {
  const { source } = pattern;
  if (foreignEscape.test(source) || stepsWritten(source) > mostSteps) throw ownError("B0003");
  let made: RE2JS;
  try {
    made = RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch {
    throw ownError("B0003");
  }
  if (made.programSize() > mostSteps) throw ownError("B0003");
  return made;
}

/**
 * Compiles a pattern for matching in linear time.
 *
 * @throws ExpressionError B0003 when RE2 has no equivalent (look-around, back-references) or repetitions are huge
 */
export function compileLinear(pattern: RegExp): RE2JS {
  if (struck !== strikes.count) compiled.clear();
  struck = strikes.count;
  const key = `${pattern.flags}/${pattern.source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = translate(pattern);
  if (compiled.size >= keep) compiled.clear();
  compiled.set(key, made);
  return made;
}

/** A pattern that is kept, and compiled again where its caches may be half-written. */
export class LinearPattern {
  readonly #pattern: RegExp;
  #made: RE2JS;
  #struck = strikes.count;

  /** @throws ExpressionError B0003 when it cannot be matched in linear time */
  constructor(pattern: RegExp) {
    this.#pattern = pattern;
    this.#made = compileLinear(pattern);
  }

  /** True when some part of the text matches. */
  test(text: string): boolean {
    if (this.#struck !== strikes.count) {
      this.#made = compileLinear(this.#pattern);
      this.#struck = strikes.count;
    }
    return this.#made.test(text);
  }
}

/** What JSONata uses of a RegExp with the flag `g`, in linear time. */
export class LinearRegExp {
  lastIndex = 0;
  readonly #pattern: RE2JS;
  #text = "";
  #matcher: Matcher | undefined;

  /** @param pattern the literal as JSONata parsed it; something else after it copied a syntax tree as JSON */
  constructor(pattern: unknown) {
    if (!(pattern instanceof RegExp)) throw ownError("B0003");
    this.#pattern = compileLinear(pattern);
  }

  /** The next match at or behind `lastIndex`, which moves to its end; null when there is none. */
  exec(text: string): RegExpExecArray | null {
    if (this.#matcher === undefined || this.#text !== text) {
      this.#matcher = this.#pattern.matcher(text);
      this.#text = text;
    }
    const matcher = this.#matcher;
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups: (string | undefined)[] = [];
    for (let index = 1; index <= matcher.groupCount(); index++)
      groups.push(matcher.group(index) ?? undefined);
    this.lastIndex = matcher.end();
    const match: (string | undefined)[] = [matcher.group() ?? "", ...groups];
    return Object.assign(match, { index: matcher.start(), input: text }) as RegExpExecArray;
  }
}
