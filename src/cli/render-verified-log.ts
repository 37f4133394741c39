import { counted } from "../model/counted.ts";
import { visibleText } from "../reporters/visible-text.ts";
import type { VerifiedLog } from "../runner/audit/verify-audit.ts";

const verdicts: Readonly<Record<VerifiedLog["state"], string>> = {
  whole: "whole",
  altered: "ALTERED",
  torn: "torn at its end: the last record was not written to its end; the next run says so in the log",
  empty: "empty: there is no record, so nothing is known",
};

/** What was found out about an audit log, as text. */
export function* renderVerifiedLog(log: VerifiedLog): Iterable<string> {
  const { records, files, head, torn, unfinished, broken } = log;
  const size = `${counted(records, "record")} in ${counted(files, "file")}`;
  yield `Audit log ${visibleText(log.folder)}: ${verdicts[log.state]}\n`;
  yield `  ${size}${broken === undefined ? "" : " before what does not fit"}\n`;
  if (broken !== undefined) {
    const { file, line, problem, expected, found } = broken;
    yield `  ${file}${line === undefined ? "" : `:${line}`}: ${problem}\n`;
    if (expected !== undefined) yield `    expected: ${visibleText(expected)}\n`;
    if (found !== undefined) yield `    found: ${visibleText(found)}\n`;
  }
  if (head !== undefined)
    yield `  head ${head.hash}, record ${head.seq} of the chain ${visibleText(head.chain)}\n`;
  for (const { file, bytes, closed } of torn) {
    const said = closed ? "a later record says so" : "no record says so yet";
    yield `  torn: ${counted(bytes, "byte")} at the end of ${file}, ${said}\n`;
  }
  for (const { run, command, began } of unfinished)
    yield `  run ${visibleText(run)} (${visibleText(command)}, ${began}) has no end: killed, or still going on\n`;
}
