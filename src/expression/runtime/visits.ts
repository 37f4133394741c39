import { atCall, Failure } from "./failure.ts";
import { type CallSite, settle } from "./invoke.ts";
import type { Run } from "./run.ts";
import { Sequence } from "./sequence.ts";
import { isTrue } from "./truth.ts";

/** A lambda as compiled code has it. */
type Visitor = (value: unknown, index: unknown, list: unknown) => unknown;

type Visit = (run: Run, list: readonly unknown[], call: (index: number) => unknown) => unknown;

function visiting(visit: Visit) {
  return (run: Run, value: unknown, visitor: Visitor, site: CallSite): unknown => {
    if (value === undefined) return undefined;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    try {
      return visit(run, list, (index) => {
        const returned = visitor(list[index], index, list);
        return typeof returned === "boolean" ? returned : settle(run, returned, null);
      });
    } catch (thrown) {
      throw atCall(thrown, site.position, site.token);
    }
  };
}

/** `$map`, `$filter` and `$single` of a lambda that is written in the call: nothing has to be checked. */
export const visits = {
  map: visiting((run, list, call) => {
    const result = new Sequence();
    for (let index = 0; index < list.length; index++) {
      const value = call(index);
      if (value !== undefined) run.push(result, value);
    }
    return result;
  }),

  filter: visiting((run, list, call) => {
    const result = new Sequence();
    for (let index = 0; index < list.length; index++) {
      if (isTrue(call(index))) run.push(result, list[index]);
    }
    return result;
  }),

  single: visiting((_, list, call) => {
    let found = -1;
    for (let index = 0; index < list.length; index++) {
      if (!isTrue(call(index))) continue;
      if (found !== -1) throw new Failure("D3138", { index });
      found = index;
    }
    if (found === -1) throw new Failure("D3139");
    return list[found];
  }),
};
