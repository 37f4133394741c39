import type { Check } from "../model/check.ts";
import type { Policy, Rule } from "../model/policy.ts";
import { annotatedValues } from "../policy/validation/annotated-value.ts";

/** `$data` followed by a name, plain or between backquotes; other uses may mean any dataset. */
const use = /\$data\b(?:\s*\.\s*(?:([A-Za-z_]\w*)|`([^`]*)`))?/g;

/** Datasets that expressions of the rule look things up in. */
function lookedUp(rule: Rule, all: readonly string[]): readonly string[] {
  const { location: _, ...said } = rule;
  const names: string[] = [];
  for (const [, plain, quoted] of JSON.stringify(said).matchAll(use)) {
    const name = plain ?? quoted;
    if (name === undefined) return all;
    names.push(name);
  }
  return names;
}

/** Names of the datasets without which the rule cannot be concluded: its own and those it refers to. */
export function datasetsOfRule(rule: Rule, policy: Policy, check: Check | undefined): ReadonlySet<string> {
  const all = policy.data.map(({ name }) => name);
  const named = annotatedValues(check?.optionsSchema ?? {}, rule.options).flatMap(({ format, value }) =>
    format === "dataset" && typeof value === "string" ? [value] : [],
  );
  return new Set([rule.on, ...named, ...lookedUp(rule, all)].filter((name) => all.includes(name)));
}
