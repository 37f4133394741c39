import type { Json } from "../../model/json.ts";
import { readPath } from "../../model/read-path.ts";
import type { PageStep } from "../page-facts.ts";

/** Reads a declared count. @returns undefined unless it is a whole number from 0 */
export function declaredCount(body: Json, path: string): number | undefined {
  const value = readPath(body, path);
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A number that every page declares and that may not change from page to page. */
export interface Declared {
  readonly value: number | undefined;
  /** @returns what is wrong with this page's declaration, undefined when nothing is */
  note(value: number | undefined): PageStep | undefined;
}

export function createDeclared(name: string): Declared {
  let known: number | undefined;
  return {
    get value() {
      return known;
    },
    note(value) {
      if (value === undefined) return { step: "malformed", problem: `declares no usable ${name}` };
      if (known !== undefined && value !== known) {
        return { step: "drift", problem: `${name} changed from ${known} to ${value} while reading` };
      }
      known = value;
      return undefined;
    },
  };
}

/** End of a list, if what was declared came true. */
export function endWith(total: number | undefined, unique: number, received: number): PageStep {
  if (total !== undefined && unique !== total) {
    return { step: "drift", problem: `${total} records were declared, ${unique} different ones came` };
  }
  if (total === undefined && unique !== received) {
    return { step: "drift", problem: `${received - unique} records came twice` };
  }
  return { step: "end" };
}
