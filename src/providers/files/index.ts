import { compile } from "../../expression/compile.ts";
import { policyOptions } from "../../expression/policy-options.ts";
import type { DataSource } from "../../model/data-source.ts";
import type { IncompleteReason, Ledger } from "../../model/dataset.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Connection, Provider, ProviderHost, ReadRequest } from "../../model/provider.ts";
import { findFile } from "./file-path.ts";
import { fileParameters } from "./parameters.ts";
import { type FileFormat, fileFormats, type PickRecords, readRecords } from "./read-records.ts";

const titles: Readonly<Record<FileFormat, string>> = {
  ndjson: "Records of a file with one JSON object a line",
  json: "Records of a JSON file",
  yaml: "Records of a YAML file",
  csv: "Rows of a CSV file with a header",
};

/** Records of files in the project folder: the same rules run on what was exported. */
export const files: Provider = {
  name: "files",
  configSchema: { type: "object", properties: {}, additionalProperties: false },
  needsTenant: false,
  sourceNames: fileFormats.map((format) => `files.${format}`),
  source: (name) => ({
    name,
    provider: "files",
    title: titles[formatOf(name)],
    resource: { type: "record", id: "id" },
    parameters: fileParameters,
  }),
  sourceFor,
  estimate: () => ({ requests: 0, permissions: [], scopes: [] }),
  connect: async (_tenant, host) => connect(host),
};

function formatOf(name: string): FileFormat {
  const format = fileFormats.find((known) => name === `files.${known}`);
  if (format === undefined) throw new Error(`There is no data source ${name}.`);
  return format;
}

/** The policy says what a record is. */
function sourceFor(source: DataSource, parameters: JsonObject): DataSource {
  const { id, name, type, schema } = parameters;
  return {
    ...source,
    resource: {
      type: typeof type === "string" ? type : source.resource.type,
      id: typeof id === "string" ? id : source.resource.id,
      ...(typeof name === "string" ? { name } : {}),
    },
    ...(isJsonObject(schema) ? { schema } : {}),
  };
}

function connect(host: ProviderHost): Connection {
  return { read: (request) => read(request, host), close: async () => undefined };
}

async function* read(
  request: ReadRequest,
  host: ProviderHost,
): AsyncGenerator<readonly JsonObject[], Ledger> {
  const { source, parameters } = request;
  const reasons: IncompleteReason[] = [];
  const file = findFile(host.root, String(parameters["path"]));
  let pages = 0;
  let count = 0;
  if ("problem" in file) reasons.push({ code: "unreachable", message: `${file.problem}.` });
  else {
    for (const part of readRecords(file.path, formatOf(source.name), picker(parameters, host))) {
      host.signal.throwIfAborted();
      if ("problem" in part) {
        reasons.push({
          code: "unreadable-record",
          message: `File '${parameters["path"]}': ${part.problem}.`,
        });
        continue;
      }
      pages += 1;
      count += part.records.length;
      yield part.records;
      host.progress({ source: source.name, records: count, requests: 0 });
    }
  }
  return { reasons, pages, requests: 0, retries: 0 };
}

function picker({ at }: JsonObject, { now }: ProviderHost): PickRecords {
  if (typeof at !== "string") return (document) => document;
  const expression = compile(at, policyOptions(now));
  return (document) => expression.evaluate(document);
}
