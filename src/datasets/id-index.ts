import { createHash } from "node:crypto";

/** Where the line of a record is in the spool. */
export interface IndexedLine {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Finds the line of an id. Ids themselves are not kept: a million of them would cost more memory than all
 * else. Two different ids with the same 64-bit fingerprint are told apart by `holds`, which looks at the line.
 */
export interface IdIndex {
  find(id: string): IndexedLine | undefined;
  /** Adds an id, or gives a known one another line. */
  set(id: string, line: IndexedLine): void;
  readonly size: number;
}

const firstCapacity = 1024;

/** Open addressing in typed arrays: 32 bytes for each slot, at least two thirds of them in use when large. */
class Slots {
  readonly capacity: number;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** 0 is an empty slot: lines count from 1. */
  readonly number: Float64Array;
  readonly offset: Float64Array;
  readonly length: Uint32Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.number = new Float64Array(capacity);
    this.offset = new Float64Array(capacity);
    this.length = new Uint32Array(capacity);
  }

  line(slot: number): IndexedLine {
    return {
      number: this.number[slot] ?? 0,
      offset: this.offset[slot] ?? 0,
      length: this.length[slot] ?? 0,
    };
  }

  put(slot: number, high: number, low: number, line: IndexedLine): void {
    this.high[slot] = high;
    this.low[slot] = low;
    this.number[slot] = line.number;
    this.offset[slot] = line.offset;
    this.length[slot] = line.length;
  }

  /** The first slot from the fingerprint's own on that is empty, or that `found` accepts. */
  probe(high: number, low: number, found: (slot: number) => boolean): number {
    const mask = this.capacity - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      if (this.number[slot] === 0) return slot;
      if (this.high[slot] === high && this.low[slot] === low && found(slot)) return slot;
    }
  }
}

function grown(slots: Slots): Slots {
  const larger = new Slots(slots.capacity * 2);
  for (let slot = 0; slot < slots.capacity; slot++) {
    if (slots.number[slot] === 0) continue;
    const [high = 0, low = 0] = [slots.high[slot], slots.low[slot]];
    larger.put(
      larger.probe(high, low, () => false),
      high,
      low,
      slots.line(slot),
    );
  }
  return larger;
}

/** @param holds true when the line is that of a record with this id */
export function createIdIndex(holds: (line: IndexedLine, id: string) => boolean): IdIndex {
  let slots = new Slots(firstCapacity);
  let size = 0;

  function place(id: string): { readonly slot: number; readonly high: number; readonly low: number } {
    const digest = createHash("sha1").update(id).digest();
    const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    return { slot: slots.probe(high, low, (slot) => holds(slots.line(slot), id)), high, low };
  }

  return {
    find(id) {
      const { slot } = place(id);
      return slots.number[slot] === 0 ? undefined : slots.line(slot);
    },
    set(id, line) {
      if (size * 3 > slots.capacity * 2) slots = grown(slots);
      const { slot, high, low } = place(id);
      if (slots.number[slot] === 0) size++;
      slots.put(slot, high, low, line);
    },
    get size() {
      return size;
    },
  };
}
