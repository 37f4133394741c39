import type { Run, RunWaiver } from "../../model/run.ts";
import { placeText } from "../place-text.ts";
import { cell } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { Paint } from "./paint.ts";

const states = ["applied", "unused", "expired"] as const satisfies readonly RunWaiver["state"][];

/** The waivers of the run, with how many findings each covers. */
export function* waiverSection(run: Run, layout: Layout, paint: Paint): Generator<string> {
  if (run.waivers.length === 0) return;
  const counts = states.map((state) => `${inState(run, state).length} ${state}`).join(", ");
  yield `\n${paint(`Waivers: ${counts}`, "strong")}\n`;
  yield layout(
    ["state", "rule", "findings", "owner", "reason"],
    states.flatMap((state) => inState(run, state).map(waiverRow)),
  );
}

function inState(run: Run, state: RunWaiver["state"]): RunWaiver[] {
  return run.waivers.filter((waiver) => waiver.state === state);
}

function waiverRow(waiver: RunWaiver): string[] {
  return [
    waiver.state,
    `${cell(waiver.rule)}\n${cell(placeText(waiver.location))}`,
    String(waiver.findings),
    `${cell(waiver.owner)}\nuntil ${cell(waiver.expires)}`,
    cell(waiver.reason),
  ];
}
