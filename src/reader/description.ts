import type { Json } from "../model/json.ts";

/**
 * The `read:` part of a data source. Strings with `{{ JSONata }}` are templates; a string that is one
 * template as a whole keeps the value's type, and an undefined value leaves its key out. In them: `$with`
 * (parameters), `$from` and `$to` (ISO, where there is an interval), `$page`, `$size`, `$cursor`, `$job` (last
 * state of the job), `$item` or `$items` (records of the outer step), `$now`.
 *
 * A source for systems with several API surfaces gives `surfaces`; the others give one surface directly.
 */
export interface ReadDescription extends Partial<Surface> {
  readonly surfaces?: Readonly<Record<string, Surface>>;
  readonly interval?: IntervalDescription;
}

/** The source is read over a time interval: parameters `from`, `to`, `last` and `chunk` mean what they say. */
export interface IntervalDescription {
  /** Without one in the parameters: the last so long (ISO 8601 duration). Absent: an interval is required. */
  readonly default?: string;
}

/** How one API surface serves the source. */
export interface Surface extends Step {
  /** Why this surface cannot serve the source; then nothing else is given. */
  readonly notServed?: string;
  /** Longest interval of one query; longer ones are split. */
  readonly maxInterval?: string;
  /** How long this surface keeps the data, where surfaces differ (ISO 8601 duration). */
  readonly retention?: string;
  readonly permissions?: readonly string[];
  readonly scopes?: readonly string[];
}

/** A list to read: perhaps a job first, then requests page by page, then the records of each page. */
export interface Step {
  readonly job?: JobDescription;
  /** JSONata: the records that `each` goes on with, where the parameters name them; nothing is asked for them. */
  readonly given?: string;
  /** Absent after a job: the job's last answer is the one page. */
  readonly request?: RequestDescription;
  readonly paging?: Paging;
  /** Plain path to the list of records in a page; `$` is the whole body. */
  readonly records?: string;
  /** The record is the body (`records` gives an object, not a list). */
  readonly single?: boolean;
  /** Plain path, or several, to what identifies a record before `map`; duplicates are found with it. Default `id`. */
  readonly id?: string | readonly string[];
  /** The API returns at most so many matches; when it returns that many, the interval is halved. */
  readonly cap?: number;
  /** JSONata: how many records there must be, where what was asked for says so. */
  readonly expected?: string;
  /** JSONata over a record as served → record of the source. Absent: as served. */
  readonly map?: string;
  /** `map` gives any number of records. */
  readonly many?: boolean;
  /** JSONata over a mapped record, or one that `each` goes on with: kept when true. */
  readonly keep?: string;
  /** Reads a further step for the records of this one; then only the inner records are delivered. */
  readonly each?: EachDescription;
}

interface EachDescription {
  /** So many records at a time, as `$items`; absent: one, as `$item`. */
  readonly batch?: number;
  /** So many inner steps at a time; their order stays. */
  readonly parallel?: number;
  /** HTTP statuses that mean: gone since it was listed. */
  readonly vanished?: readonly number[];
  /** JSONata over an outer record: what failed with it, as one sentence without data; undefined when fine. */
  readonly problem?: string;
  /** JSONata: how many outer records there must be after `keep`, where the parameters name them. */
  readonly expected?: string;
  /** Plain path in an outer record to what must be the same when the list is read again at the end. */
  readonly steady?: string;
  readonly step: Step;
}

export interface RequestDescription {
  /** POST only for calls that read. */
  readonly method?: "GET" | "POST";
  /** Path template; what is put in is percent-encoded. */
  readonly path?: string;
  /** Whole URL, for links that the API hands out; pinned to the allowed origins. */
  readonly url?: string;
  readonly query?: Readonly<Record<string, Json>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** Starts work on the other side and waits until it is done. */
export interface JobDescription {
  readonly start: RequestDescription;
  /** HTTP statuses of the start that mean: another job is running, ask again later. */
  readonly busy?: readonly number[];
  /** Asked again until the state is in `done`; `$job` is the last answer. */
  readonly poll: RequestDescription;
  /** Plain path to the state; where the start's answer has none, the job is running. */
  readonly state: string;
  readonly running: readonly string[];
  readonly done: readonly string[];
  /** First pause between two polls (ISO 8601); grows to fifty times as much. */
  readonly every?: string;
  /** Longest wait in total. */
  readonly within?: string;
}

/** How a list is cut into pages. Paths are plain paths into the page's body. */
export type Paging =
  | ({ readonly style: "none" } & PagingChecks)
  /** `pageCount`: by default from `total` and the size, or path `pageCount` where there is no `total`. */
  | ({ readonly style: "page-number"; readonly pageCount?: string } & PagingChecks)
  | ({ readonly style: "page-header"; readonly header: string } & PagingChecks)
  | ({ readonly style: "short-page"; readonly count?: string } & PagingChecks)
  | ({ readonly style: "cursor"; readonly next: string } & PagingChecks)
  | ({ readonly style: "next-uri"; readonly next?: string } & PagingChecks);

interface PagingChecks {
  /** Records asked for per page, `$size`; parameter `pageSize` overrides it. */
  readonly size?: number;
  /** Largest page size the API accepts. */
  readonly max?: number;
  /** Path to the total the API declares; every page must have it (with `page-header`, or none), and it must come true. */
  readonly total?: string;
}
