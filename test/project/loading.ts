import { loadProject } from "../../src/project/load-project.ts";
import { fakeRegistry } from "../policy/fake-registry.ts";
import { projectFolder } from "./project-folder.ts";

const tenants = "tenants:\n  demo: { provider: cloud, region: eu-west-1 }\n  else: { provider: other }\n";
export const config = `bylaw: 1\n${tenants}`;

/** A policy with one dataset `flows` and one rule; `data` and `rule` replace them. */
export function policy(
  id: string,
  { data = "flows: { source: cloud.flows }", rule = "{ check: unique, with: { by: id } }", more = "" } = {},
) {
  return `bylaw: 1\npolicy: ${id}\n${more}data:\n  ${data}\nrules:\n  r: ${rule}\n`;
}

export function load(
  files: Readonly<Record<string, string>>,
  options: Partial<Parameters<typeof loadProject>[1]> = {},
) {
  const folder = projectFolder({ "bylaw.yaml": config, ...files });
  return loadProject(folder, { registry: fakeRegistry, variables: {}, ...options });
}

/** `code file:line:column` of everything reported. */
export function told({ diagnostics }: ReturnType<typeof load>): readonly string[] {
  return diagnostics.map(({ code, location }) =>
    location === undefined ? code : `${code} ${location.file}:${location.line}:${location.column}`,
  );
}

/** `code text` of everything reported: the text that is underlined, up to the end of its line. */
export function shown({ diagnostics, sources }: ReturnType<typeof load>): readonly string[] {
  return diagnostics.map(({ code, location }) => {
    const line = sources.get(location?.file ?? "")?.split("\n")[(location?.line ?? 0) - 1] ?? "";
    const end = location?.endLine === location?.line ? location?.endColumn : undefined;
    return `${code} ${line.slice((location?.column ?? 1) - 1, end === undefined ? undefined : end - 1)}`;
  });
}

/** Permissions mean nothing to root. */
export function asNobody<T>(run: () => T): T {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

export function one(text: string, options: Partial<Parameters<typeof loadProject>[1]> = {}) {
  return load({ "policies/p.policy.yaml": text }, options);
}
