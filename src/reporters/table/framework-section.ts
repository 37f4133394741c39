import { counted } from "../../model/counted.ts";
import type { ControlStatus, Run, RunFramework } from "../../model/run.ts";
import { unmappedRules } from "../unmapped-rules.ts";
import { cell } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** What the run comes to per framework, and what is mapped to no control. */
export function* frameworkSection(run: Run, layout: Layout, paint: Paint): Generator<string> {
  const { frameworks, summary } = run;
  if (frameworks.length > 0) {
    yield `\n${paint(`Controls: ${counted(frameworks.length, "framework")}`, "strong")}\n`;
    yield layout(
      ["framework", "passed", "failed", "unknown", "not applicable"],
      frameworks.map((framework) => [
        cell(framework.framework),
        String(framework.passed),
        listed(framework, framework.failed, "fail"),
        listed(framework, framework.unknown, "unknown"),
        String(framework.notApplicable),
      ]),
    );
  }
  if (summary.unmapped > 0)
    yield `\n${paint(`Mapped to no control: ${counted(summary.unmapped, "record")}`, "doubtful")}\n${unmappedRules(
      run,
    )
      .map((line) => `- ${cell(line)}\n`)
      .join("")}`;
}

/** The number, and which controls they are. */
function listed({ controls }: RunFramework, count: number, wanted: ControlStatus): string {
  const ids = controls.filter(({ status }) => status === wanted).map(({ id }) => id);
  return count === 0 ? "0" : `${count}: ${cell(ids.join(", "))}`;
}
