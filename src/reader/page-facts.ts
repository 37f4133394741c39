import type { Json } from "../model/json.ts";

/** One page as it came, for the paging style to judge. */
export interface PageFacts {
  /** Number of records in it. */
  readonly length: number;
  readonly body: Json;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Records asked for. */
  readonly size: number;
  /** Different records of the listing so far, this page included. */
  readonly unique: number;
  /** Records of the listing so far, repeated ones counted. */
  readonly received: number;
}

/** Where to go from a page. */
export type PageStep =
  | { readonly step: "end" }
  | { readonly step: "next"; readonly position: Position }
  /** The page is not what the API's format says. */
  | { readonly step: "malformed"; readonly problem: string }
  /** The list changed while it was read. */
  | { readonly step: "drift"; readonly problem: string }
  /** The list ends where it may not: nothing says how long it is, and it ends on a full page or has empty ones. */
  | { readonly step: "unproven"; readonly problem: string }
  /** The list never ends. */
  | { readonly step: "endless"; readonly problem: string };

/** How to ask for a page: `$page` and `$cursor` of the request's templates, or a whole link. */
export interface Position {
  readonly page: number;
  readonly cursor?: string;
  readonly uri?: string;
}

/** State of one listing. */
export interface Pager {
  after(facts: PageFacts): PageStep;
}

export const firstPage: Position = { page: 1 };
