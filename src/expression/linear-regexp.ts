import { type Matcher, RE2JS } from "re2js";
import { ownError } from "./expression-error.ts";

/** Compiled patterns: JSONata makes a new object each time it evaluates a regular expression literal. */
const compiled = new Map<string, RE2JS>();
const keep = 500;

/** Forgets compiled patterns: their caches may be half-written after a watchdog struck. */
export function forgetPatterns(): void {
  compiled.clear();
}

/**
 * Escapes of letters that mean nothing of their own in JavaScript but something in RE2 (`\Q`, `\A`), or
 * the reverse (`\k<name>`). `\p{L}` is let through: nobody means the letters.
 */
const foreignEscape = /^(?:[^\\]|\\.)*?\\(?![dDwWsSbBnrtvfcxu]|[pP]\{)[a-zA-Z]/s;

function translate(pattern: RegExp): RE2JS {
  if (foreignEscape.test(pattern.source)) throw ownError("B0003");
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch {
    throw ownError("B0003");
  }
}

/**
 * Compiles a pattern for matching in linear time.
 *
 * @throws ExpressionError B0003 when RE2 has no equivalent (look-around, back-references, huge repetitions)
 */
export function compileLinear(pattern: RegExp): RE2JS {
  const key = `${pattern.flags}/${pattern.source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = translate(pattern);
  if (compiled.size >= keep) compiled.clear();
  compiled.set(key, made);
  return made;
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
