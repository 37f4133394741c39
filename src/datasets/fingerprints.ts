/** Fingerprints of ids, 64 bits each: two that are the same may stand for one id, others do not. */
export interface Fingerprints {
  add(id: string): void;
  readonly size: number;
  /** All of them, in no order. */
  take(): BigUint64Array<ArrayBuffer>;
}

/** Fingerprints that are kept together. */
const blockLength = 64 * 1024;

/** Spreads what went into a half over all of its bits. */
function mixed(half: number): number {
  const once = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

export function createFingerprints(): Fingerprints {
  const blocks: Uint32Array[] = [];
  let block = new Uint32Array();
  let used = 0;
  return {
    add(id) {
      let [low, high] = [0x9e3779b9, 0x7f4a7c15];
      for (let index = 0; index < id.length; index++) {
        const unit = id.charCodeAt(index);
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x5bd1e995) + low;
      }
      if (used === block.length) {
        block = new Uint32Array(blockLength * 2);
        blocks.push(block);
        used = 0;
      }
      block[used++] = mixed(low ^ id.length);
      block[used++] = mixed(high);
    },
    get size() {
      return blocks.length === 0 ? 0 : (blocks.length - 1) * blockLength + used / 2;
    },
    take() {
      const all = new Uint32Array(this.size * 2);
      for (const [index, each] of blocks.entries()) {
        const rest = all.length - index * each.length;
        all.set(rest < each.length ? each.subarray(0, rest) : each, index * each.length);
      }
      return new BigUint64Array(all.buffer);
    },
  };
}

/** Several lists as one. */
export function joined(lists: readonly BigUint64Array[]): BigUint64Array {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  const all = new BigUint64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** True when no two of them are the same; puts them in order. */
export function areDistinct(fingerprints: BigUint64Array): boolean {
  fingerprints.sort();
  // Compared by halves: as numbers of 64 bits each of them would be an object.
  const halves = new Uint32Array(fingerprints.buffer, fingerprints.byteOffset, fingerprints.length * 2);
  for (let at = 2; at < halves.length; at += 2) {
    if (halves[at] === halves[at - 2] && halves[at + 1] === halves[at - 1]) return false;
  }
  return true;
}
