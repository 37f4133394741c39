import { cell } from "./options-table.ts";
import { type System, type SystemTest, systemRows, systemTests } from "./system-rows.ts";

/** The page about the five systems (Markdown): each row, and the tests that prove it. */
export function systemsDocs(root: string): string {
  const tests = systemTests(root);
  return [
    "# The five systems",
    "",
    "<!-- Generated from scripts/generate/systems.yaml and test/systems by `npm run generate`. Do not edit. -->",
    "",
    "What bylaw is for, row by row. Each row names the tests that prove it: they run the built command line over HTTP",
    "against the simulated org, on both API surfaces where both have it, and `npm test` passes them.",
    "",
    ...systemRows(root).flatMap((system) => section(system, tests)),
  ].join("\n");
}

function section({ system, title, question, example, rows }: System, tests: readonly SystemTest[]): string[] {
  return [
    `## ${system} ${title}`,
    "",
    `${question} [examples/${example}](../examples/${example}) answers it.`,
    "",
    "| # | What | Tests |",
    "|---|---|---|",
    ...Object.entries(rows).map(
      ([number, text]) => `| ${number} | ${cell(text)} | ${proofs(number, tests)} |`,
    ),
    "",
  ];
}

function proofs(number: string, tests: readonly SystemTest[]): string {
  const mine = tests.filter(({ row }) => row === number);
  if (mine.length === 0) return "none yet";
  return mine.map(({ file, title }) => `[${file}](../test/systems/${file}): ${cell(title)}`).join("<br>");
}
