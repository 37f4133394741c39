import { readPath } from "../../model/read-path.ts";
import type { PageFacts, Pager, PageStep } from "../page-facts.ts";
import { createDeclared, declaredCount, endWith } from "./declared.ts";

/**
 * Pages by number up to a declared page count, from the body or a header. An empty page does not end the list.
 *
 * @param mayLackTotal whether a list may do without the total; once told, it is held to it
 */
export function pageNumberPager(
  pageCount: (facts: PageFacts) => number | undefined,
  totalPath: string | undefined,
  mayLackTotal = false,
): Pager {
  const pages = createDeclared("page count");
  const total = createDeclared("total");
  let page = 1;
  const noteTotal = ({ body }: PageFacts): PageStep | undefined => {
    if (totalPath === undefined) return undefined;
    const absent = total.value === undefined && readPath(body, totalPath) === undefined;
    return mayLackTotal && absent ? undefined : total.note(declaredCount(body, totalPath));
  };
  return {
    after(facts): PageStep {
      const wrong = pages.note(pageCount(facts)) ?? noteTotal(facts);
      if (wrong !== undefined) return wrong;
      if (page >= (pages.value ?? 0)) return endWith(total.value, facts.unique, facts.received);
      page++;
      return { step: "next", position: { page } };
    },
  };
}
