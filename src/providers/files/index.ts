import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Provider, ReadRequest } from "../../model/provider.ts";
import { connectFiles } from "./connect.ts";
import { staysInside } from "./open-file.ts";
import { loadSource, sourceFor, sourceNames } from "./sources.ts";

function pathProblems({ source, parameters }: ReadRequest): readonly Diagnostic[] {
  const { path } = parameters;
  if (typeof path !== "string" || staysInside(path)) return [];
  const summary = `${source.name} reads only files of the project folder.`;
  return [
    {
      code: "path-outside-project",
      severity: "error",
      summary,
      expected: "a path below the project folder",
      found: path,
    },
  ];
}

/** Records exported to files of the project. */
export const files: Provider = {
  name: "files",
  configSchema: { type: "object", properties: {}, additionalProperties: false },
  needsTenant: false,
  eachOnce: true,
  sourceNames,
  source: loadSource,
  sourceFor,
  validateRead: pathProblems,
  estimate: () => ({ requests: 0, permissions: [], scopes: [] }),
  connect: async (_tenant, host) => connectFiles(host),
};
