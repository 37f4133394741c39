import type { Pager, PageStep } from "../page-facts.ts";
import { createDeclared, declaredCount, endWith } from "./declared.ts";

/**
 * Pages by number until the declared total is reached or one is empty; or not full, where it is known that the
 * API gives pages as large as they are asked for.
 */
export function shortPagePager(
  countPath: string | undefined,
  totalPath: string | undefined,
  sizeIsKnown: boolean,
): Pager {
  const total = createDeclared("total");
  let page = 1;
  return {
    after(facts): PageStep {
      if (countPath !== undefined && declaredCount(facts.body, countPath) !== facts.length) {
        return { step: "malformed", problem: "declares another number of records than it holds" };
      }
      if (totalPath !== undefined) {
        const wrong = total.note(declaredCount(facts.body, totalPath));
        if (wrong !== undefined) return wrong;
      }
      const reached = total.value !== undefined && facts.received >= total.value;
      if (reached || facts.length === 0) return endWith(total.value, facts.unique, facts.received);
      // A server that gives less than was asked for may give more on the next page.
      if (facts.length < facts.size && sizeIsKnown) return endWith(total.value, facts.unique, facts.received);
      page++;
      return { step: "next", position: { page } };
    },
  };
}
