import type { Diagnostic } from "../model/diagnostic.ts";
import { matchesGlob } from "../model/matches-glob.ts";
import { nearest } from "../model/nearest.ts";
import type { Waiver } from "../model/waiver.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { type ReadWaiver, readWaivers } from "../policy/documents/read-waivers.ts";
import { unknownName } from "../policy/resolve/unknown-name.ts";
import { waiverRulePattern } from "../policy/schemas/waivers-schema.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { childOf } from "../policy/text/source-node.ts";
import type { DocumentStore } from "./document-store.ts";
import { entryDiagnostic, findFiles } from "./find-files.ts";

/** Waivers of a project, with what is wrong with them. */
export interface LoadedWaivers {
  readonly waivers: readonly Waiver[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the waiver files. A waiver for a rule or tenant that does not exist waives nothing, which may be a
 * leftover as well as a mistake: a warning.
 *
 * @param rules ids of all rules, or undefined when only some policies were loaded
 */
export function loadWaivers(
  config: ProjectConfig,
  store: DocumentStore,
  rules: readonly string[] | undefined,
): LoadedWaivers {
  const { files, diagnostics: unmatched } = findFiles(config.root, config.waivers);
  const diagnostics = [...unmatched];
  const read: ReadWaiver[] = [];
  for (const [file, entry] of files) {
    const document = store.read({ root: config.root, path: file, file });
    if ("fault" in document) {
      diagnostics.push(entryDiagnostic(entry, document.fault, file));
      continue;
    }
    const { waivers, diagnostics: problems } = readWaivers(document.parsed);
    diagnostics.push(...problems);
    read.push(...waivers);
  }
  const tenants = config.tenants.map(({ name }) => name);
  for (const { waiver, node } of read) {
    const tenant = childOf(node, "tenant");
    if (tenant !== undefined && waiver.tenant !== undefined && !tenants.some(matchedBy(waiver.tenant))) {
      diagnostics.push(
        diagnoseValue(tenant, { ...unknownName("tenant", waiver.tenant, tenants), severity: "warning" }),
      );
    }
    const rule = childOf(node, "rule");
    if (rule === undefined || rules === undefined || !isRule(waiver.rule)) continue;
    if (rules.some(matchedBy(waiver.rule))) continue;
    const guess = nearest(waiver.rule, rules);
    diagnostics.push(
      diagnoseValue(rule, {
        code: "unknown-rule",
        severity: "warning",
        summary: `The waiver covers no rule: none matches "${waiver.rule}".`,
        ...(guess === undefined ? {} : { suggestions: [`Did you mean "${guess}"?`] }),
      }),
    );
  }
  return { waivers: read.map(({ waiver }) => waiver), diagnostics };
}

/** Anything else was reported as no rule at all. */
function isRule(text: string): boolean {
  return new RegExp(waiverRulePattern).test(text);
}

function matchedBy(pattern: string): (text: string) => boolean {
  return (text) => matchesGlob(pattern, text);
}
