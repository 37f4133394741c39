import type { Sink } from "../model/sink.ts";
import { ndjson } from "./ndjson/ndjson.ts";
import { postgres } from "./postgres/postgres.ts";
import { s3 } from "./s3/s3.ts";
import { sqlite } from "./sqlite/sqlite.ts";

/** Places that records are kept in and asked for again. Each loads what it needs when it is opened. */
export const builtInStores: readonly Sink[] = [ndjson, postgres, s3(), sqlite];
