import type { PageFacts, Pager, PageStep } from "../page-facts.ts";
import { createDeclared, declaredCount, endWith } from "./declared.ts";

/** Pages by number up to a declared page count, from the body or a header. An empty page does not end the list. */
export function pageNumberPager(
  pageCount: (facts: PageFacts) => number | undefined,
  totalPath: string | undefined,
): Pager {
  const pages = createDeclared("page count");
  const total = createDeclared("total");
  let page = 1;
  return {
    after(facts): PageStep {
      const wrong =
        pages.note(pageCount(facts)) ??
        (totalPath === undefined ? undefined : total.note(declaredCount(facts.body, totalPath)));
      if (wrong !== undefined) return wrong;
      if (page >= (pages.value ?? 0)) return endWith(total.value, facts.unique, facts.received);
      page++;
      return { step: "next", position: { page } };
    },
  };
}
