// The four rules in DuckDB, on one thread.
import { DuckDBInstance } from "@duckdb/node-api";
import { sql } from "./rules.mjs";

const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const reader = await (await instance.connect()).runAndReadAll(sql);
process.stdout.write(JSON.stringify(reader.getRows()[0].map(Number)));
