import { append } from "../../runtime/append.ts";
import { Failure } from "../../runtime/failure.ts";
import { isRecord, lookup } from "../../runtime/lookup.ts";
import { isNumeric } from "../../runtime/numeric.ts";
import type { Run } from "../../runtime/run.ts";
import { Sequence } from "../../runtime/sequence.ts";
import { toText } from "../../runtime/to-text.ts";
import { type Builtin, builtin } from "./builtin.ts";

type Text = string | undefined;

/** An object without a prototype: no key means more than another. */
function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function gatherKeys(run: Run, value: unknown, into: Record<string, true>): void {
  run.tick();
  if (Array.isArray(value)) for (const item of value) gatherKeys(run, item, into);
  else if (isRecord(value)) for (const key of Object.keys(value)) into[key] = true;
}

function keys(run: Run, value: unknown): Sequence {
  const found: Record<string, true> = Object.create(null) as Record<string, true>;
  gatherKeys(run, value, found);
  const result = new Sequence();
  for (const key of Object.keys(found)) run.push(result, key);
  return result;
}

function spread(run: Run, value: unknown): unknown {
  const result = new Sequence();
  if (Array.isArray(value)) {
    let all: unknown = result;
    for (const item of value) all = append(run, all, spread(run, item));
    return all;
  }
  if (!isRecord(value)) return value;
  for (const [key, member] of Object.entries(value)) {
    const single = emptyObject();
    single[key] = member;
    run.push(result, single);
  }
  return result;
}

function merge(objects: readonly unknown[] | undefined): unknown {
  if (objects === undefined) return undefined;
  const merged = emptyObject();
  for (const one of objects) {
    if (typeof one !== "object" || one === null) continue;
    for (const [key, value] of Object.entries(one)) merged[key] = value;
  }
  return merged;
}

function typeName(value: unknown): Text {
  if (value === undefined) return undefined;
  if (value === null) return "null";
  // A number that is none is an object to the library.
  if (typeof value === "number") return isNumeric(value) ? "number" : "object";
  return Array.isArray(value) ? "array" : typeof value;
}

function assertion(condition: unknown, message: Text): undefined {
  if (!condition) throw new Failure("D3141", { message: message || "$assert() statement failed" });
  return undefined;
}

/** Functions of objects, and of any value. */
export const objects: readonly Builtin[] = [
  builtin("keys", "<x-:a<s>>", (run, value: unknown) => keys(run, value)),
  builtin("lookup", "<x-s:x>", (run, value: unknown, key: Text) => lookup(run, value, String(key))),
  builtin("spread", "<x-:a<o>>", (run, value: unknown) => spread(run, value)),
  builtin("merge", "<a<o>:o>", (_, list: readonly unknown[] | undefined) => merge(list)),
  builtin("type", "<x:s>", (_, value: unknown) => typeName(value)),
  builtin("clone", "<(oa)-:o>", (run, value: unknown): unknown =>
    value === undefined ? undefined : JSON.parse(toText(run, value)),
  ),
  builtin("error", "<s?:x>", (_, message: Text) => {
    throw new Failure("D3137", { message: message || "$error() function evaluated" });
  }),
  builtin("assert", "<bs?:x>", (_, condition: unknown, message: Text) => assertion(condition, message)),
];
