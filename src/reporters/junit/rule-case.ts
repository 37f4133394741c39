import { counted } from "../../model/counted.ts";
import type { RunRule } from "../../model/run.ts";
import { type AlikeFindings, countFindings } from "../alike-findings.ts";
import { kindOf } from "../finding-kinds.ts";
import { isNotEvaluated, notEvaluatedReasons } from "../not-evaluated.ts";
import { placeText } from "../place-text.ts";
import { repositoryPath } from "../repository-path.ts";
import type { TestCase } from "./test-case.ts";

/**
 * The test cases of a rule as a whole: that it was not evaluated, that it did not apply, or how many
 * resources passed without a case of their own. Names do not hold counts: history goes by name.
 *
 * @param findings of this rule, which have cases of their own
 * @param prefix path of the project folder in its repository
 */
export function ruleCases(
  rule: RunRule,
  findings: readonly AlikeFindings[],
  className: string,
  prefix: string | undefined,
): TestCase[] {
  const file = repositoryPath(rule.location.file, prefix);
  const base = { className, key: rule.id, details: [`policy: ${placeText(rule.location)}`], file };
  const cases: TestCase[] = [];
  const undecided = findings.some(({ first }) => kindOf(first) === "undecided");
  if (isNotEvaluated(rule) && (rule.reasons.length > 0 || !undecided)) {
    const message = notEvaluatedReasons(rule).join("; ");
    const type = rule.status === "fail" ? "unknown" : rule.status;
    cases.push({ ...base, name: "evaluation", result: "error", type, message });
  } else if (rule.status === "not-applicable") {
    const message = rule.reasons.join("; ") || "the rule did not apply";
    cases.push({ ...base, name: "evaluation", result: "skipped", type: rule.status, message });
  }
  const listed = countFindings(findings.filter(({ first }) => kindOf(first) === "passed"));
  const passes = rule.counts.pass - listed;
  if (passes > 0 || (cases.length === 0 && findings.length === 0)) {
    const message = passes > 0 ? `${counted(passes, "resource")} passed` : "no resources";
    cases.push({ ...base, name: "passing resources", result: "passed", type: "pass", message });
  }
  return cases;
}
