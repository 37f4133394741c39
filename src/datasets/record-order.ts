/** The order of records: by time, then by id, whatever order they came in. */
export interface RecordOrder {
  /** Notes the next record. */
  add(time: number, id: string): void;
  /**
   * Numbers of the records in their order; undefined where they came in it.
   *
   * @param idOf id of a record by its number; only asked where several have the same time
   */
  sorted(idOf: (number: number) => string): Uint32Array | undefined;
}

const firstCapacity = 256;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts each run of equal times by id, so that the ids of no more than one run are in memory. */
function sortRuns(order: Uint32Array, times: Float64Array, idOf: (number: number) => string): void {
  for (let from = 0; from < order.length; ) {
    const time = times[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && times[order[to] ?? 0] === time) to++;
    if (to > from + 1) {
      const run = Array.from(order.subarray(from, to), (number) => ({ number, id: idOf(number) }));
      run.sort((a, b) => compare(a.id, b.id));
      order.set(
        run.map(({ number }) => number),
        from,
      );
    }
    from = to;
  }
}

/** Keeps eight bytes for each record. */
export function createRecordOrder(): RecordOrder {
  let times = new Float64Array(firstCapacity);
  let count = 0;
  let inOrder = true;
  let known: Uint32Array | undefined;
  let last = { time: Number.NEGATIVE_INFINITY, id: "" };
  return {
    add(time, id) {
      if (count === times.length) {
        const more = new Float64Array(count * 2);
        more.set(times);
        times = more;
      }
      times[count++] = time;
      if (time < last.time || (time === last.time && compare(id, last.id) < 0)) inOrder = false;
      last = { time, id };
    },
    sorted(idOf) {
      if (inOrder) return undefined;
      if (known?.length === count) return known;
      const order = Uint32Array.from({ length: count }, (_, number) => number);
      order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
      sortRuns(order, times, idOf);
      known = order;
      return order;
    },
  };
}
