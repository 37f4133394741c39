import type { Pager, PageStep } from "../page-facts.ts";
import { createDeclared, declaredCount, endWith } from "./declared.ts";

/** Pages by number until one is not full or the declared total is reached. */
export function shortPagePager(countPath: string | undefined, totalPath: string | undefined): Pager {
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
      if (reached || facts.length < facts.size) return endWith(total.value, facts.unique, facts.received);
      page++;
      return { step: "next", position: { page } };
    },
  };
}
