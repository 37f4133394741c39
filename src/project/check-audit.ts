import type { Diagnostic } from "../model/diagnostic.ts";
import { isJsonObject } from "../model/json.ts";
import type { AuditConfig } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { schemaDiagnostics } from "../policy/documents/schema-diagnostics.ts";
import { childOf, textOf, toJson } from "../policy/text/source-node.ts";

/** Folder of the audit log where `bylaw.yaml` names none. */
const defaultPath = ".bylaw/audit";

/** Where a project wants its audit log, and how that does not fit the webhook's settings. */
export function checkAudit(
  { audit: node }: ProjectConfig,
  { sinks }: Registry,
): { readonly audit?: AuditConfig; readonly diagnostics: readonly Diagnostic[] } {
  if (node === undefined) return { diagnostics: [] };
  const path = textOf(childOf(node, "path")) ?? defaultPath;
  const webhook = childOf(node, "webhook");
  const sink = sinks.get("webhook");
  if (webhook === undefined || sink === undefined) return { audit: { path }, diagnostics: [] };
  const config = toJson(webhook);
  return {
    audit: { path, ...(isJsonObject(config) ? { webhook: config } : {}) },
    diagnostics: schemaDiagnostics(sink.configSchema, webhook, "the webhook of the audit log"),
  };
}
