/** Fingerprints of ids, 64 bits each, in buckets: two that are the same may stand for one id, others do not. */
export type Fingerprints = readonly BigUint64Array<ArrayBuffer>[];

export interface FingerprintCollector {
  add(id: string): void;
  /** All of them, in no order. The collector has none left. */
  take(): Fingerprints;
}

/** Lists that are looked at one by one, so that no list ever holds the fingerprints of a whole dataset. */
const bucketCount = 64;
/** Fingerprints that a bucket grows by. */
const blockLength = 1024;

/** Spreads what went into a half over all of its bits. */
function mixed(half: number): number {
  const once = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

/** Those that agree in some of their bits. */
class Bucket {
  readonly #full: Uint32Array[] = [];
  #block = new Uint32Array();
  #used = 0;

  add(low: number, high: number): void {
    if (this.#used === this.#block.length) {
      if (this.#used > 0) this.#full.push(this.#block);
      this.#block = new Uint32Array(blockLength * 2);
      this.#used = 0;
    }
    this.#block[this.#used++] = low;
    this.#block[this.#used++] = high;
  }

  list(): BigUint64Array<ArrayBuffer> {
    const halves = new Uint32Array(this.#full.length * blockLength * 2 + this.#used);
    for (const [index, block] of this.#full.entries()) halves.set(block, index * block.length);
    halves.set(this.#block.subarray(0, this.#used), halves.length - this.#used);
    return new BigUint64Array(halves.buffer);
  }
}

export function collectFingerprints(): FingerprintCollector {
  const buckets = Array.from({ length: bucketCount }, () => new Bucket());
  return {
    add(id) {
      let [low, high] = [0x9e3779b9, 0x7f4a7c15];
      for (let index = 0; index < id.length; index++) {
        const unit = id.charCodeAt(index);
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x5bd1e995) + low;
      }
      low = mixed(low ^ id.length);
      buckets[low & (bucketCount - 1)]?.add(low, mixed(high));
    },
    take() {
      return buckets.map((bucket, index) => {
        buckets[index] = new Bucket();
        return bucket.list();
      });
    },
  };
}

/** How many they are. */
export function sizeOf(fingerprints: Fingerprints): number {
  return fingerprints.reduce((sum, { length }) => sum + length, 0);
}

/** Several lists as one. */
function joined(lists: readonly BigUint64Array[]): BigUint64Array {
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

function isDistinct(bucket: BigUint64Array): boolean {
  bucket.sort();
  // Compared by halves: as numbers of 64 bits each of them would be an object.
  const halves = new Uint32Array(bucket.buffer, bucket.byteOffset, bucket.length * 2);
  for (let at = 2; at < halves.length; at += 2) {
    if (halves[at] === halves[at - 2] && halves[at + 1] === halves[at - 1]) return false;
  }
  return true;
}

/** True when no two of all parts together are the same; may reorder them. */
export function areDistinct(parts: readonly Fingerprints[]): boolean {
  for (let index = 0; index < bucketCount; index += 1) {
    if (!isDistinct(joined(parts.flatMap((part) => part[index] ?? [])))) return false;
  }
  return true;
}
