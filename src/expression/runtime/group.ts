import { append } from "./append.ts";
import { Failure } from "./failure.ts";
import type { Run } from "./run.ts";
import { type Tuple, TupleStream } from "./sequence.ts";
import type { Term } from "./terms.ts";

/** One `key: value` of `{…}`. */
export interface GroupPair {
  readonly key: Term;
  readonly value: Term;
}

interface Group {
  readonly pair: number;
  /** A single item as it is; more of them as a list. */
  data: unknown;
  /** The list is ours to add to. */
  owned: boolean;
}

function add(run: Run, group: Group, item: unknown): void {
  if (item === undefined) return;
  if (!group.owned || !Array.isArray(group.data)) {
    group.owned = Array.isArray(group.data) || group.data !== undefined;
    group.data = append(run, group.data, item);
    return;
  }
  // As `append`, without copying a list that grows by one.
  if (Array.isArray(item)) for (const one of item) group.data.push(one);
  else group.data.push(item);
  run.assertLength(group.data.length);
}

function keyOf(key: unknown, position: number | undefined): string | undefined {
  if (key === undefined || typeof key === "string") {
    if (key !== "_jsonata_lambda" && key !== "_jsonata_function") return key;
    throw new Failure("D1013", { value: key }, position);
  }
  throw new Failure("T1003", { value: key }, position);
}

/** The tuples of a group as one, with lists of what each of them binds. */
function joined(run: Run, data: unknown): Tuple {
  if (!Array.isArray(data)) return data as Tuple;
  const [first, ...rest] = data as Tuple[];
  const result: Tuple = Object.assign(Object.create(null), first);
  for (const tuple of rest) {
    for (const [name, value] of Object.entries(tuple)) result[name] = append(run, result[name], value);
  }
  return result;
}

function collect(
  run: Run,
  input: unknown,
  pairs: readonly GroupPair[],
  position: number | undefined,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  const tuples = input instanceof TupleStream;
  for (const item of list.length === 0 && !tuples ? [undefined] : list) {
    for (const [index, pair] of pairs.entries()) {
      run.tick();
      const term = tuples ? pair.key((item as Tuple)["@"], item as Tuple) : pair.key(item, undefined);
      const key = keyOf(term, position);
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { pair: index, data: item, owned: false });
      else if (group.pair !== index) throw new Failure("D1009", { value: key }, position);
      else add(run, group, item);
    }
  }
  return groups;
}

/** Members in the order in which objects have them: numbers first. */
function sorted(groups: Map<string, Group>): readonly string[] {
  const keys: Record<string, true> = Object.create(null) as Record<string, true>;
  for (const key of groups.keys()) keys[key] = true;
  return Object.keys(keys);
}

/** Members with such a name come first in objects, whenever they are added. */
const numeric = /^\d/;

/**
 * What a single item comes to, which is most of what is written as an object: there is nothing to group.
 *
 * @returns undefined where members may have to be put in order
 */
function ofOne(
  run: Run,
  item: unknown,
  pairs: readonly GroupPair[],
  position: number | undefined,
): Record<string, unknown> | undefined {
  const keys: (string | undefined)[] = [];
  for (const pair of pairs) {
    run.tick();
    const key = keyOf(pair.key(item, undefined), position);
    if (key !== undefined && numeric.test(key)) return undefined;
    if (key !== undefined && keys.includes(key)) throw new Failure("D1009", { value: key }, position);
    keys.push(key);
  }
  const result = Object.create(null) as Record<string, unknown>;
  for (let index = 0; index < pairs.length; index++) {
    const key = keys[index];
    const value = key === undefined ? undefined : pairs[index]?.value(item, undefined);
    if (key !== undefined && value !== undefined) result[key] = value;
  }
  return result;
}

/** `input{key: value, …}`, and `{key: value, …}` of a context. @throws Failure T1003, D1009, D1013 */
export function groupBy(
  run: Run,
  input: unknown,
  pairs: readonly GroupPair[],
  position: number | undefined,
): Record<string, unknown> {
  if (!Array.isArray(input) && pairs.length < 100) {
    const result = ofOne(run, input, pairs, position);
    if (result !== undefined) return result;
  }
  const groups = collect(run, input, pairs, position);
  const result = Object.create(null) as Record<string, unknown>;
  for (const key of sorted(groups)) {
    const group = groups.get(key);
    const pair = group === undefined ? undefined : pairs[group.pair];
    if (group === undefined || pair === undefined) continue;
    let context = group.data;
    let tuple: Tuple | undefined;
    if (input instanceof TupleStream) {
      tuple = joined(run, group.data);
      context = tuple["@"];
      // Seen by a second group that has this tuple for its only one: it has no context then.
      delete tuple["@"];
    }
    const value = pair.value(context, tuple);
    if (value !== undefined) result[key] = value;
  }
  return result;
}
