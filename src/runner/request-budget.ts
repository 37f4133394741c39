import type { RequestBudget } from "../model/provider.ts";

/** @param most requests in all */
export function createRequestBudget(most: number): RequestBudget {
  let taken = 0;
  return {
    take() {
      if (taken >= most) return false;
      taken++;
      return true;
    },
    spent: `the budget of ${most} requests is used up`,
  };
}
