import { folded } from "./folded.ts";

/** Characters that a value is looked for by. */
const headLength = 4;
/** Shorter values occur in texts that do not quote them. */
const leastLength = 6;

const digit = /\d/;

/** Values of one length that begin alike. */
interface Alike {
  readonly length: number;
  readonly values: Set<string>;
}

/** An identifier, such as a number or an address: words may stand in any text. */
export function isIdentifier(value: string): boolean {
  return value.length >= leastLength && /[\d@]/.test(value);
}

/** 16 bits of the characters at an index. */
function headAt(text: string, index: number): number {
  let hash = 0;
  for (let at = index; at < index + headLength; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return hash & 0xffff;
}

/** Longest first. */
function byHead(values: Iterable<string>): ReadonlyMap<number, readonly Alike[]> {
  const heads = new Map<number, Alike[]>();
  for (const value of [...values].map(folded)) {
    if (!isIdentifier(value)) continue;
    const head = headAt(value, 0);
    const lengths = heads.get(head) ?? [];
    heads.set(head, lengths);
    const alike = lengths.find(({ length }) => length === value.length);
    if (alike === undefined) lengths.push({ length: value.length, values: new Set([value]) });
    else alike.values.add(value);
  }
  for (const lengths of heads.values()) lengths.sort((one, other) => other.length - one.length);
  return heads;
}

/** A number within a longer one is another number. */
function isWhole(text: string, from: number, to: number): boolean {
  const cutsBefore = digit.test(text[from] ?? "") && digit.test(text[from - 1] ?? "");
  return !cutsBefore && !(digit.test(text[to - 1] ?? "") && digit.test(text[to] ?? ""));
}

/**
 * Makes a function that replaces identifiers wherever a text quotes them, in whatever case, those that overlap as one.
 * Its time grows with the text, and not with how many values there are.
 *
 * @returns undefined where no value is an identifier
 */
export function quotedValues(
  values: Iterable<string>,
  replacement: string,
): ((text: string) => string) | undefined {
  const heads = byHead(values);
  if (heads.size === 0) return undefined;
  const seen = new Uint8Array(0x10000);
  for (const head of heads.keys()) seen[head] = 1;
  const endOfValue = (text: string, index: number): number | undefined => {
    const head = headAt(text, index);
    if (seen[head] === 0) return undefined;
    const found = heads
      .get(head)
      ?.find(
        ({ length, values: alike }) =>
          alike.has(text.slice(index, index + length)) && isWhole(text, index, index + length),
      );
    return found && index + found.length;
  };
  return (text) => {
    const plain = folded(text);
    let result = "";
    let taken = 0;
    for (let index = 0; index + leastLength <= text.length; index++) {
      const end = endOfValue(plain, index);
      if (end === undefined || end <= taken) continue;
      if (index >= taken) result += text.slice(taken, index) + replacement;
      taken = end;
    }
    return taken === 0 ? text : result + text.slice(taken);
  };
}
