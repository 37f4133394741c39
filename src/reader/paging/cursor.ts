import type { Json } from "../../model/json.ts";
import { readPath } from "../../model/read-path.ts";
import type { PageFacts, Pager, PageStep, Position } from "../page-facts.ts";
import { createDeclared, declaredCount, endWith } from "./declared.ts";

/** Pages without a record that may follow each other before the list counts as endless. */
const maxEmpty = 10;
const longestCursor = 8192;

/** The next cursor; null when the list ends, undefined when the value is none. */
function nextOf(body: Json, path: string): string | null | undefined {
  const value = readPath(body, path);
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.length <= longestCursor ? value : undefined;
}

/**
 * End of a list that declares no total. A full page without a next one is where a list ends whose link was
 * lost, or is misspelt; an empty page that leads on may have lost its records.
 */
function endWithout({ length, size }: PageFacts, holes: number): PageStep {
  if (holes > 0) return { step: "unproven", problem: "it has an empty page before its end" };
  return length === size ? { step: "unproven", problem: "it ends on a full page" } : { step: "end" };
}

/**
 * Follows a cursor or link that each page gives for the next one. A page without records does not end the
 * list; a cursor seen before does, as a failure.
 */
export function cursorPager(
  nextPath: string,
  totalPath: string | undefined,
  position: (next: string, page: number) => Position,
): Pager {
  const seen = new Set<string>();
  const total = createDeclared("total");
  let page = 1;
  let empty = 0;
  let holes = 0;
  return {
    after(facts): PageStep {
      if (totalPath !== undefined) {
        const wrong = total.note(declaredCount(facts.body, totalPath));
        if (wrong !== undefined) return wrong;
      }
      const next = nextOf(facts.body, nextPath);
      if (next === undefined) return { step: "malformed", problem: "holds an unusable cursor" };
      if (next === null)
        return total.value === undefined
          ? endWithout(facts, holes)
          : endWith(total.value, facts.unique, facts.received);
      if (seen.has(next)) return { step: "endless", problem: "a cursor repeats" };
      empty = facts.length === 0 ? empty + 1 : 0;
      if (facts.length === 0) holes++;
      if (empty > maxEmpty)
        return { step: "endless", problem: `more than ${maxEmpty} empty pages follow each other` };
      seen.add(next);
      page++;
      return { step: "next", position: position(next, page) };
    },
  };
}
