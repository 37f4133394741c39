/** Characters that a value is looked for by. */
const headLength = 4;
/** Shorter values occur in texts that do not quote them. */
const leastLength = 6;

const word = /^\p{L}+$/u;

/** A value that hardly stands in a text by chance: a single word may be the name of anything. */
function isDistinctive(value: string): boolean {
  return value.length >= leastLength && !word.test(value);
}

/** 16 bits of the characters at an index. */
function headAt(text: string, index: number): number {
  let hash = 0;
  for (let at = index; at < index + headLength; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return hash & 0xffff;
}

/**
 * Replaces values wherever a text quotes one; of several that begin at a place, the longest. Takes a look at each
 * character, however many values there are.
 */
export function quotedValues(
  values: Iterable<string>,
  replacement: string,
): ((text: string) => string) | undefined {
  const heads = new Map<number, string[]>();
  for (const value of new Set(values)) {
    if (!isDistinctive(value)) continue;
    const head = headAt(value, 0);
    const alike = heads.get(head);
    if (alike === undefined) heads.set(head, [value]);
    else alike.push(value);
  }
  if (heads.size === 0) return undefined;
  const seen = new Uint8Array(0x10000);
  for (const [head, alike] of heads) {
    seen[head] = 1;
    alike.sort((one, other) => other.length - one.length);
  }
  return (text) => {
    let result = "";
    let taken = 0;
    for (let index = 0; index + leastLength <= text.length; index++) {
      const head = headAt(text, index);
      if (seen[head] === 0) continue;
      const value = heads.get(head)?.find((each) => text.startsWith(each, index));
      if (value === undefined) continue;
      result += text.slice(taken, index) + replacement;
      taken = index + value.length;
      index = taken - 1;
    }
    return taken === 0 ? text : result + text.slice(taken);
  };
}
