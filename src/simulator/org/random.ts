/** A small seeded generator of numbers: the same parts give the same sequence on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [low, high], both included. */
  between(low: number, high: number): number;
  /** One element; throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** 32 random bits, unsigned. */
  bits(): number;
}

/** Four 32-bit words that depend on every character of the text. */
function hash(text: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** A generator for one thing, named by its parts, e.g. `randomFor(seed, "flow", 12)`. */
export function randomFor(...parts: readonly (string | number)[]): Random {
  let [a, b, c, d] = hash(parts.join("\u0000"));
  const bits = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) bits();
  const next = (): number => bits() / 4294967296;
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const index = Math.floor(next() * list.length);
    for (const element of list.slice(index, index + 1)) return element;
    throw new RangeError("nothing to pick from");
  };
  return { bits, next, between, pick, chance: (probability) => next() < probability };
}

/** A shuffled copy. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((element) => ({ element, key: random.next() }))
    .sort((left, right) => left.key - right.key)
    .map(({ element }) => element);
}
