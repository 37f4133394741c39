// Runs the examples of the five systems against the simulated org, and shows for each the question, the command
// that answers it, and the answer in a few lines. Says at the end whether all of them worked, whatever they found.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";

const now = ["--now", "2026-11-01T09:00:00Z"];

/** How a check ended: these are answers, all else is none. */
const answers = new Map([
  [0, "nothing to object to (exit code 0)"],
  [1, "the org breaks some of these rules (exit code 1)"],
]);

/** A row for each rule of a run: what it asks, and what it came to. */
function ruleRows({ rules }) {
  return rules.map(({ title, id, counts }) => {
    const parts = [
      [counts.fail, "failed"],
      [counts.error + counts.unknown, "could not be decided"],
      [counts.pass, "passed"],
      [counts.notApplicable, "do not count"],
    ];
    return [
      title ?? id,
      parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(", "),
    ];
  });
}

/** A row for each sink of a collector. */
function sinkRows({ counts, sinks }) {
  return [
    ["events read", `${counts.events}, each once`],
    ...sinks.map(({ name, delivered, pending }) => [
      `sink ${name}`,
      `${delivered} confirmed, ${pending} waiting`,
    ]),
  ];
}

const check = {
  args: ["check", ...now],
  file: "run.json",
  more: ["-f", "json=run.json"],
  head: "rule",
  rows: ruleRows,
};
const systems = [
  {
    example: "flow-logs",
    question: "What did flows log, is personal data in it, and may it be kept?",
    ...check,
  },
  { example: "audit-trail", question: "Who changed the configuration, and was it allowed?", ...check },
  {
    example: "agent-assist",
    question: "Which violations that agent assist noticed break which control, and can they be proven?",
    ...check,
  },
  {
    example: "siem",
    question: "Does every audit event reach the SIEM, in its words?",
    args: [
      "collect",
      "collectors/audit-to-siem.collector.yaml",
      "--once",
      "--from",
      "2026-10-29T00:00:00Z",
      ...now,
    ],
    more: ["--json"],
    head: "delivery",
    rows: sinkRows,
  },
  { example: "orphans", question: "What is published and used by nothing?", ...check },
];

function tableOf(head, rows) {
  const table = new Table({
    head: [head, "came to"],
    colWidths: [64, 48],
    wordWrap: true,
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    style: { head: [], border: [] },
  });
  table.push(...rows);
  return table.toString();
}

function show(root, { example, question, args, more, file, head, rows }, number) {
  const cwd = mkdtempSync(join(tmpdir(), "bylaw-start-"));
  try {
    cpSync(join(root, "examples", example), cwd, { recursive: true });
    const command = [join(root, "bin/run.js"), ...args, ...more];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: "utf8" });
    process.stdout.write(`\n${number}. ${question}\n   examples/${example}$ bylaw ${args.join(" ")}\n`);
    if (!answers.has(status)) {
      process.stdout.write(`${stderr}bylaw returned ${status}: it did not work.\n`);
      return false;
    }
    const result = JSON.parse(file === undefined ? stdout : readFileSync(join(cwd, file), "utf8"));
    process.stdout.write(`${tableOf(head, rows(result))}\n   ${answers.get(status)}\n`);
    return true;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** @returns whether all five worked */
export function showSystems(root) {
  process.stdout.write(
    "\nThe five systems that bylaw is made for, each over HTTP against the same simulated org:\n",
  );
  const worked = systems.map((system, index) => show(root, system, index + 1));
  const broken = worked.filter((each) => !each).length;
  const all = "All five worked. Each folder's README says what to change for your own org.";
  process.stdout.write(`\n${broken === 0 ? all : `${broken} of five did not work.`}\n`);
  return broken === 0;
}
