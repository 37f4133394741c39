import type { CheckContext, Outcome } from "../../model/check.ts";
import type { JsonObject } from "../../model/json.ts";
import { instantBefore } from "../../time/duration.ts";
import { formatTimestamp } from "../../time/timestamp.ts";
import type { Answer } from "../answers/answer.ts";
import { askBoolean } from "../answers/boolean-answer.ts";
import { askTimestamp } from "../answers/timestamp-answer.ts";
import type { OptionsReader } from "../options/options-reader.ts";
import { standing } from "./facts.ts";

/** Judges whether an unreferenced record is no orphan for another reason; undefined when it is one. */
export function exemption(
  options: OptionsReader,
  versioned: ReadonlySet<string>,
  context: CheckContext,
): (record: JsonObject, ids: readonly string[]) => Outcome | undefined {
  const excludeSource = options.text("exclude");
  const exclude = excludeSource === undefined ? undefined : context.compile(excludeSource);
  const olderThan = options.duration("olderThan");
  const threshold = olderThan === undefined ? undefined : instantBefore(context.now, olderThan);
  const at = context.compile(options.text("at") ?? "publishedAt");
  return (record, ids) => {
    const excluded = exclude === undefined ? { value: false } : askBoolean(exclude, record);
    if ("outcome" in excluded) return excluded.outcome;
    if (excluded.value) {
      const message = "The resource may be unreferenced.";
      return { status: "not-applicable", message, evidence: [standing("excluded")] };
    }
    const young = threshold === undefined ? undefined : youth(threshold, askTimestamp(at, record));
    if (young !== undefined) return young;
    if (!ids.some((id) => versioned.has(id))) return undefined;
    const message = "The resource is unreferenced, and versioned: it has several published versions.";
    return { status: "not-applicable", message, evidence: [standing("versioned")] };
  };
}

/** Undefined for what is old enough to count. */
function youth(threshold: number, since: Answer<number>): Outcome | undefined {
  if ("outcome" in since) return since.outcome;
  if (since.value <= threshold) return undefined;
  const found = formatTimestamp(since.value);
  return {
    status: "not-applicable",
    message: "The resource is unreferenced, but not for long enough to count.",
    evidence: [{ expected: `before ${formatTimestamp(threshold)}`, found }, standing("too-young")],
  };
}
