import { check, checkTemplate } from "../../expression/check.ts";
import type { ExpressionEnvironment } from "../../expression/environment.ts";
import type { ExpressionProblem, ExpressionProblemCode } from "../../expression/problem.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { diagnoseInside } from "../text/diagnose.ts";
import type { SourceNode } from "../text/source-node.ts";
import { oneOf } from "../validation/describe-value.ts";

const codes: Readonly<Record<ExpressionProblemCode, string>> = {
  syntax: "expression-syntax",
  "bad-pattern": "invalid-pattern",
  "too-long": "expression-too-long",
  "unknown-function": "unknown-function",
  "unknown-variable": "unknown-variable",
  "unknown-path": "unknown-path",
  "unknown-value": "unknown-value",
  "refused-function": "refused-function",
  "unclosed-template": "template-syntax",
  "empty-template": "template-syntax",
};

/** What is wrong with the expression that a scalar holds. */
export function expressionDiagnostics(
  node: SourceNode,
  source: string,
  environment: ExpressionEnvironment,
): readonly Diagnostic[] {
  const braces = source.search(/\{\{[^{}]*\}\}/);
  return [
    ...check(source, environment).map((problem) => placed(node, problem)),
    ...(braces < 0 ? [] : [templateInExpression(node, braces)]),
  ];
}

/** In an expression `{{ … }}` is not replaced: inside quotes it would be compared as it stands. */
function templateInExpression(node: SourceNode, position: number): Diagnostic {
  return diagnoseInside(node, position, 2, {
    code: "template-in-expression",
    severity: "error",
    summary: "This is an expression already; {{ }} is for text.",
    suggestions: ["Write the expression itself, such as $var.name, without braces and quotes."],
  });
}

/** What is wrong with the `{{ expressions }}` in the text that a scalar holds. */
export function templateDiagnostics(
  node: SourceNode,
  text: string,
  environment: ExpressionEnvironment,
): readonly Diagnostic[] {
  return checkTemplate(text, environment).map((problem) => placed(node, problem));
}

function placed(node: SourceNode, problem: ExpressionProblem): Diagnostic {
  const { code, severity, message, position, length, choices, suggestions } = problem;
  return diagnoseInside(node, position, length, {
    code: codes[code],
    severity,
    summary: /[.!?]$/.test(message) ? message : `${message}.`,
    ...(choices === undefined ? {} : { expected: oneOf(choices) }),
    suggestions: suggestions.map((name) => `Did you mean "${name}"?`),
  });
}
