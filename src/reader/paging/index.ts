import type { Json } from "../../model/json.ts";
import type { Paging } from "../description.ts";
import type { PageFacts, Pager } from "../page-facts.ts";
import { cursorPager } from "./cursor.ts";
import { declaredCount, endWith } from "./declared.ts";
import { pageNumberPager } from "./page-number.ts";
import { shortPagePager } from "./short-page.ts";

type PageNumbers = Extract<Paging, { style: "page-number" }>;

function headerCount(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** Pages as declared; by the total where the description names that and no page count. */
function pagesOf({ pageCount, total }: PageNumbers, { body, size }: PageFacts): number | undefined {
  if (pageCount !== undefined || total === undefined) return declaredCount(body, pageCount ?? "pageCount");
  const declared = declaredCount(body, total);
  return declared === undefined ? undefined : Math.ceil(declared / size);
}

/** One page; a declared total has to be what it holds. */
function singlePager(totalPath: string | undefined): Pager {
  return {
    after(facts) {
      if (totalPath === undefined) return { step: "end" };
      const total = declaredCount(facts.body, totalPath);
      if (total === undefined) return { step: "malformed", problem: "declares no usable total" };
      return endWith(total, facts.unique, facts.received);
    },
  };
}

/** A fresh pager for one listing. */
export function createPager(paging: Paging): Pager {
  switch (paging.style) {
    case "none":
      return singlePager(paging.total);
    case "page-number":
      return pageNumberPager((facts) => pagesOf(paging, facts), paging.total);
    case "page-header": {
      const name = paging.header.toLowerCase();
      return pageNumberPager((facts) => headerCount(facts.headers[name]), paging.total, true);
    }
    case "short-page":
      return shortPagePager(paging.count, paging.total, paging.max !== undefined);
    case "cursor":
      return cursorPager(paging.next, paging.total, (cursor, page) => ({ page, cursor }));
    case "next-uri":
      return cursorPager(paging.next ?? "nextUri", paging.total, (uri, page) => ({ page, uri }));
  }
}

/** True where the whole list can be checked against itself, so that a second reading can mend it. */
export function detectsDrift(paging: Paging): boolean {
  return paging.style !== "cursor" && paging.style !== "next-uri"
    ? paging.style !== "none"
    : paging.total !== undefined;
}

/** The total that a page declares, for the ledger. */
export function declaredTotal(paging: Paging, body: Json): number | undefined {
  return paging.total === undefined ? undefined : declaredCount(body, paging.total);
}
