import type { Check } from "../../src/model/check.ts";
import { cell, optionsTable } from "./options-table.ts";

/** The page about checks (Markdown), written from what each check says of itself. */
export function checksDocs(checks: readonly Check[]): string {
  const sorted = [...checks].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    "# Checks",
    "",
    "<!-- Generated from src/checks by `npm run generate`. Do not edit. -->",
    "",
    "A rule names a check and gives it options under `with`. Each option is validated when the policy is loaded.",
    "An expression is JSONata over the judged record, or over the records of the dataset that its table names.",
    "A field that an expression does not find is never a pass: the rule's `onMissing` says what becomes of the record",
    "(`error` when it says nothing).",
    "",
    "| Check | Summary |",
    "|---|---|",
    ...sorted.map(({ name, summary }) => `| [${name}](#${name}) | ${cell(summary)} |`),
    "",
    ...sorted.flatMap(section),
  ].join("\n");
}

function section(check: Check): readonly string[] {
  return [
    `## ${check.name}`,
    "",
    `${check.summary}.`,
    "",
    check.description,
    "",
    ...optionsTable("Option", check.optionsSchema),
    "",
    "```yaml",
    check.example,
    "```",
    "",
  ];
}
