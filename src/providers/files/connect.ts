import type { Ledger } from "../../model/dataset.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection, ProviderHost, ReadRequest, Scan } from "../../model/provider.ts";
import { nothingRead } from "../../reader/described-connection.ts";
import type { ReadFormat } from "./file-records.ts";
import { openFile } from "./open-file.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readNdjson } from "./read-ndjson.ts";
import { readYaml } from "./read-yaml.ts";
import { scanNdjson } from "./scan-ndjson.ts";
import { type Format, formatOf } from "./sources.ts";

const readers: Readonly<Record<Format, ReadFormat>> = {
  csv: readCsv,
  json: readJson,
  ndjson: readNdjson,
  yaml: readYaml,
};

/** The project folder as a connection. */
export function connectFiles(host: ProviderHost): Connection {
  async function* read({ source, parameters }: ReadRequest): AsyncGenerator<readonly JsonObject[], Ledger> {
    const format = formatOf(source.name);
    const { path } = parameters;
    if (format === undefined || typeof path !== "string") {
      return nothingRead({
        code: "provider-failed",
        message: `${source.name} cannot be read: it names no file`,
      });
    }
    const file = openFile(host.root, path);
    if (!file.ok) return nothingRead({ code: file.code, message: `${path}: ${file.problem}` });
    let records = 0;
    let pages = 0;
    try {
      const reading = readers[format](file, parameters, host.now);
      for (;;) {
        host.signal.throwIfAborted();
        const page = await reading.next();
        if (page.done === true) {
          const reasons = page.value.map((reason) => ({ ...reason, message: `${path}: ${reason.message}` }));
          return { reasons, pages, requests: 0, retries: 0 };
        }
        pages++;
        records += page.value.length;
        host.progress({ source: source.name, records, requests: 0 });
        yield page.value;
      }
    } finally {
      file.close();
    }
  }
  function scan({ source, parameters: { path } }: ReadRequest): Scan | undefined {
    if (formatOf(source.name) !== "ndjson" || typeof path !== "string") return undefined;
    const file = openFile(host.root, path);
    return file.ok ? telling(scanNdjson(file), source.name) : undefined;
  }
  /** The scan, with progress for people. */
  function telling(scanned: Scan, name: string): Scan {
    return {
      ...scanned,
      *batches(from, to) {
        let records = 0;
        for (const batch of scanned.batches(from, to)) {
          records += batch.length;
          host.progress({ source: name, records, requests: 0 });
          yield batch;
        }
      },
    };
  }
  return { read, scan, async close() {} };
}
