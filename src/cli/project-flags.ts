import { resolve } from "node:path";
import * as Flags from "@oclif/core/flags";
import type { AuditOptions } from "../runner/audit/with-audit.ts";
import type { LoadOptions } from "../runner/load-options.ts";
import type { ReadingOptions } from "../runner/read-plan.ts";

/** Flags of every command that loads a project. */
export const projectFlags = {
  project: Flags.directory({ default: ".", helpValue: "DIR", summary: "Folder with bylaw.yaml." }),
  var: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "NAME=VALUE",
    summary: "Set a variable; may be repeated.",
  }),
  "var-file": Flags.file({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "FILE",
    summary: "Read variables from a YAML or JSON file; may be repeated.",
  }),
  now: Flags.string({ helpValue: "TIMESTAMP", summary: "Pin the clock to an RFC 3339 timestamp." }),
  "no-color": Flags.boolean({ summary: "Never colour the output; NO_COLOR does the same." }),
};

/** Flags of commands that pick tenants. */
export const tenantFlags = {
  tenant: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "NAME",
    summary: "Only this tenant; may be repeated.",
  }),
  target: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "RULE",
    summary: "Only this policy or policy/rule; may be repeated.",
  }),
};

/** The format flag of commands that report. */
export const formatFlag = Flags.string({
  char: "f",
  multiple: true,
  multipleNonGreedy: true,
  helpValue: "FORMAT[:SETTING=VALUE][=FILE]",
  summary: "Report format, to stdout or a file; may be repeated.",
  default: ["table"],
});

/** Flags of commands that read tenants. */
export const readingFlags = {
  parallelism: Flags.integer({
    min: 1,
    max: 16,
    default: 4,
    summary: "Data sources read at the same time.",
  }),
  "max-requests": Flags.integer({
    min: 1,
    helpValue: "N",
    summary: "Stop reading after so many requests; what is missing then is inconclusive.",
  }),
};

/** Flags of commands of which an audit log may be kept. */
export const auditFlags = {
  "audit-log": Flags.string({
    helpValue: "DIR",
    summary: "Folder of the log of what bylaw itself does; default: audit of bylaw.yaml, else none.",
  }),
  "allow-target": Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "ORIGIN",
    summary: "Server that may be delivered to; BYLAW_ALLOWED_TARGETS lists more, with commas.",
  }),
};

/** The flags, and what the environment adds to them, as the runner wants them. */
export function auditOptions(
  flags: {
    readonly "audit-log"?: string | undefined;
    readonly "allow-target"?: readonly string[] | undefined;
  },
  env: Readonly<Record<string, string | undefined>>,
): AuditOptions {
  const { "audit-log": auditLog, "allow-target": given = [] } = flags;
  const more = (env["BYLAW_ALLOWED_TARGETS"] ?? "").split(",").filter((origin) => origin !== "");
  return {
    ...(auditLog === undefined ? {} : { auditLog: resolve(auditLog) }),
    allowedTargets: [...given, ...more],
  };
}

/** The flags as the runner wants them. */
export function readingOptions(flags: {
  readonly parallelism: number;
  readonly "max-requests"?: number | undefined;
}): ReadingOptions {
  const { parallelism, "max-requests": maxRequests } = flags;
  return { parallelism, ...(maxRequests === undefined ? {} : { maxRequests }) };
}

interface ProjectFlagValues {
  readonly project: string;
  readonly var?: readonly string[] | undefined;
  readonly "var-file"?: readonly string[] | undefined;
  readonly now?: string | undefined;
}

/** The flags as the runner wants them. */
export function loadOptions(flags: ProjectFlagValues, paths: readonly string[]): LoadOptions {
  return {
    folder: resolve(flags.project),
    paths: paths.map((path) => resolve(path)),
    variables: flags.var ?? [],
    variableFiles: (flags["var-file"] ?? []).map((file) => resolve(file)),
    ...(flags.now === undefined ? {} : { now: flags.now }),
  };
}
