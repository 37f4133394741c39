import { hash } from "node:crypto";

/**
 * Numbers that ids stand for. Ids themselves are not kept: a million of them would cost more memory than all
 * else. Where two ids look the same, `holds` decides which is meant.
 */
export interface IdTable {
  find(id: string): number | undefined;
  /** Gives an id a number below 2^32 - 1, or a known one another. */
  set(id: string, number: number): void;
  /** Different ids. */
  readonly size: number;
}

/** Ids without anything else; two of them are mixed up once in 10^19 pairs. */
export interface IdSet {
  add(id: string): void;
  /** Different ids. */
  readonly size: number;
}

const firstCapacity = 1024;
/** Marks an empty slot. */
const none = 0xffff_ffff;

/** Open addressing in typed arrays: half of a fingerprint, and a number. */
interface Slots {
  readonly mark: Uint32Array;
  readonly number: Uint32Array;
}

function emptySlots(capacity: number): Slots {
  return { mark: new Uint32Array(capacity), number: new Uint32Array(capacity).fill(none) };
}

/** The first slot from the mark's own on that is empty, or whose number is accepted. */
function probe({ mark: marks, number: numbers }: Slots, mark: number, accept: (number: number) => boolean) {
  const last = numbers.length - 1;
  for (let slot = mark & last; ; slot = (slot + 1) & last) {
    const number = numbers[slot] ?? none;
    if (number === none || (marks[slot] === mark && accept(number))) return slot;
  }
}

function grown(slots: Slots): Slots {
  const larger = emptySlots(slots.number.length * 2);
  slots.number.forEach((number, slot) => {
    if (number === none) return;
    const mark = slots.mark[slot] ?? 0;
    const free = probe(larger, mark, () => false);
    larger.mark[free] = mark;
    larger.number[free] = number;
  });
  return larger;
}

function createSlots() {
  let slots = emptySlots(firstCapacity);
  let size = 0;
  return {
    get size() {
      return size;
    },
    find(mark: number, accept: (number: number) => boolean): number | undefined {
      const number = slots.number[probe(slots, mark, accept)] ?? none;
      return number === none ? undefined : number;
    },
    put(mark: number, number: number, accept: (number: number) => boolean): void {
      if (size * 3 > slots.number.length * 2) slots = grown(slots);
      const slot = probe(slots, mark, accept);
      if (slots.number[slot] === none) size++;
      slots.mark[slot] = mark;
      slots.number[slot] = number;
    },
  };
}

/** As text: a buffer for each of a million ids would be memory outside of the heap. */
function markOf(digest: string): number {
  return Number.parseInt(digest.slice(0, 8), 16);
}

/** @param holds true when the number stands for this id */
export function createIdTable(holds: (number: number, id: string) => boolean): IdTable {
  const slots = createSlots();
  return {
    find: (id) => slots.find(markOf(hash("sha1", id)), (number) => holds(number, id)),
    set: (id, number) => slots.put(markOf(hash("sha1", id)), number, (other) => holds(other, id)),
    get size() {
      return slots.size;
    },
  };
}

export function createIdSet(): IdSet {
  const slots = createSlots();
  return {
    add(id) {
      const digest = hash("sha1", id);
      const rest = Number.parseInt(digest.slice(8, 16), 16);
      const number = rest === none ? 0 : rest;
      slots.put(markOf(digest), number, (other) => other === number);
    },
    get size() {
      return slots.size;
    },
  };
}
