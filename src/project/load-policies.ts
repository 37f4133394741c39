import type { Diagnostic } from "../model/diagnostic.ts";
import type { Policy } from "../model/policy.ts";
import type { Project } from "../model/project.ts";
import type { Registry } from "../model/registry.ts";
import type { ProjectConfig } from "../policy/documents/project-config.ts";
import { buildPolicy } from "../policy/resolve/build-policy.ts";
import type { PolicyContext } from "../policy/resolve/policy-context.ts";
import { sourceCatalog } from "../policy/resolve/source-catalog.ts";
import { diagnoseValue } from "../policy/text/diagnose.ts";
import { childOf, keyLocation } from "../policy/text/source-node.ts";
import { readGivenValues } from "../policy/variables/read-given.ts";
import { unknownVariables } from "../policy/variables/unknown-variables.ts";
import type { VariableInputs } from "../policy/variables/variable-inputs.ts";
import { checkAudit } from "./check-audit.ts";
import { checkTenants } from "./check-tenants.ts";
import { DocumentStore } from "./document-store.ts";
import { entryDiagnostic, findFiles, findPolicyPaths } from "./find-files.ts";
import { loadSources } from "./load-sources.ts";
import { loadWaivers } from "./load-waivers.ts";
import type { Loaded } from "./loaded.ts";
import { PolicyResolver } from "./policy-resolver.ts";
import { sortDiagnostics } from "./sort-diagnostics.ts";

/** What policies are loaded with. */
export interface PolicyLoadOptions {
  readonly registry: Registry;
  readonly variables: VariableInputs;
  /** Policy files, folders or globs to load instead of those the project lists; absolute or relative to it. */
  readonly paths?: readonly string[];
  /** The policies themselves are left alone: only tenants and data sources are wanted. */
  readonly withoutPolicies?: boolean;
  /** Where the project does not say where its policies are, there need not be any. */
  readonly policiesOptional?: boolean;
  /** Absolute folder of the policy packs that come with bylaw. */
  readonly packRoot?: string;
}

/** A project, present only when nothing is wrong with it; warnings may remain. */
export interface LoadedProject extends Loaded {
  readonly project?: Project;
}

/** Reads everything that `bylaw.yaml` names and checks it against the registry. Reports all problems at once. */
export function loadPolicies(config: ProjectConfig, options: PolicyLoadOptions): LoadedProject {
  const { registry, variables, paths = [], withoutPolicies = false } = options;
  const store = new DocumentStore();
  const tenants = checkTenants(config, registry);
  const { audit, diagnostics: auditProblems } = checkAudit(config, registry);
  const sources = loadSources(config, registry, store);
  const given = readGivenValues(variables, config.variables);
  const policies = withoutPolicies
    ? noneRead
    : readPolicies(config, options, store, {
        registry,
        sources: sourceCatalog(registry, sources.sources, sources.unusable),
        tenants: new Map(tenants.tenants.map(({ name, provider }) => [name, provider])),
        given: given.values,
      });
  const narrowed = paths.length > 0 || withoutPolicies;
  const rules = policies.policies.flatMap((policy) => policy.rules.map((rule) => rule.id));
  const waivers = loadWaivers(config, store, narrowed || !policies.complete ? undefined : rules);
  const diagnostics = sortDiagnostics([
    ...tenants.diagnostics,
    ...auditProblems,
    ...sources.diagnostics,
    ...given.diagnostics,
    ...policies.diagnostics,
    ...waivers.diagnostics,
    ...(policies.read ? unknownVariables(given.values, policies.variables, narrowed) : []),
  ]);
  const texts = new Map([...store.sources, ...given.sources.map(({ file, text }) => [file, text] as const)]);
  if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics, sources: texts };
  if (!policies.complete) throw new Error("A rule was left out without a diagnostic.");
  const project: Project = {
    root: config.root,
    tenants: tenants.tenants,
    policies: policies.policies,
    waivers: waivers.waivers,
    dataSources: sources.sources,
    plugins: config.plugins,
    failOn: config.failOn,
    ...(config.entities === undefined ? {} : { entities: config.entities }),
    ...(audit === undefined ? {} : { audit }),
  };
  return { project, diagnostics, sources: texts };
}

interface ReadPolicies {
  readonly policies: readonly Policy[];
  readonly variables: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
  /** False when some policy, dataset or rule is not among the result. */
  readonly complete: boolean;
  /** False when some policy file could not be read at all, so that its variables are not known. */
  readonly read: boolean;
}

const noneRead: ReadPolicies = {
  policies: [],
  variables: new Set(),
  diagnostics: [],
  complete: true,
  read: false,
};

function readPolicies(
  config: ProjectConfig,
  { paths = [], packRoot, policiesOptional = false }: PolicyLoadOptions,
  store: DocumentStore,
  context: Omit<PolicyContext, "locate">,
): ReadPolicies {
  const byDefault = policiesOptional && config.policies.every(({ node }) => node === undefined);
  const entries = byDefault ? config.policies.map((each) => ({ ...each, optional: true })) : config.policies;
  const { files, diagnostics: unmatched } =
    paths.length > 0 ? findPolicyPaths(config.root, paths) : findFiles(config.root, entries);
  const diagnostics = [...unmatched];
  const roots = { project: config.root, ...(packRoot === undefined ? {} : { packs: packRoot }) };
  const resolver = new PolicyResolver(store, roots);
  const policies = new Map<string, Policy>();
  const variables = new Set<string>();
  let complete = true;
  let read = true;
  for (const [file, entry] of files) {
    const resolved = resolver.resolve({ root: config.root, path: file, file });
    if (resolved !== undefined && "code" in resolved)
      diagnostics.push(entryDiagnostic(entry, resolved, file));
    if (resolved === undefined || "code" in resolved || !resolved.whole) {
      complete = false;
      read = false;
      continue;
    }
    const { root, packs } = resolved;
    const built = buildPolicy(root, {
      ...context,
      locate: (node) => packs.get(node.source.file) ?? keyLocation(node),
    });
    diagnostics.push(...built.diagnostics);
    for (const name of built.variables) variables.add(name);
    const other = built.policy === undefined ? undefined : policies.get(built.policy.id);
    if (built.policy === undefined || other !== undefined || !built.complete) complete = false;
    if (built.policy === undefined) continue;
    if (other === undefined) policies.set(built.policy.id, built.policy);
    else {
      diagnostics.push(
        diagnoseValue(childOf(root, "policy") ?? root, {
          code: "duplicate-policy",
          summary: `There is a policy "${built.policy.id}" already, in ${other.file}.`,
          suggestions: ["Give this one another id."],
        }),
      );
    }
  }
  if (files.size === 0 && unmatched.length === 0 && !byDefault) diagnostics.push(noPolicies);
  diagnostics.push(...resolver.diagnostics);
  return { policies: [...policies.values()], variables, diagnostics, complete, read };
}

const noPolicies: Diagnostic = {
  code: "no-policies",
  severity: "error",
  summary: "There are no policies to load.",
  suggestions: ["List them under policies in bylaw.yaml."],
};
