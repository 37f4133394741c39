import type { Json } from "../../../model/json.ts";
import type { PropertyChange } from "../../org/types.ts";

/** One side of some changes as an object; a single value stands for itself, none or several as a list. */
export function valuesByProperty(changes: readonly PropertyChange[], side: "before" | "after"): Json {
  return Object.fromEntries(
    changes.map((change): [string, Json] => {
      const [only, ...more] = change[side];
      return [change.property, only === undefined || more.length > 0 ? [...change[side]] : only];
    }),
  );
}
