import type { Bindings, Expression } from "../model/expression.ts";
import type { Json } from "../model/json.ts";
import { compile } from "./compile.ts";
import { ExpressionError } from "./expression-error.ts";
import type { ExpressionOptions } from "./options.ts";
import type { ExpressionProblem } from "./problem.ts";
import { findClosing } from "./template-scan.ts";

/** What a text of a policy is made of. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** `offset` is where `source` begins in the text. */
  | { readonly kind: "expression"; readonly source: string; readonly offset: number };

/** A text with `{{ expression }}` parts, taken apart. */
export interface Template {
  readonly source: string;
  readonly parts: readonly TemplatePart[];
  /** True when the text is one `{{ }}` and nothing else: its value keeps its type. */
  readonly whole: boolean;
  /** Unclosed or empty braces. A template with problems is not to be rendered. */
  readonly problems: readonly ExpressionProblem[];
}

/** What takes the place of a value that is not there. */
export const missingMarker = "(missing)";

/** A rendered text, and the sources of the parts that had no value. */
export interface Rendered {
  readonly text: string;
  readonly missing: readonly string[];
}

/** A template whose expressions are compiled. */
export interface CompiledTemplate {
  readonly source: string;
  readonly whole: boolean;
  /**
   * Strings are put in as they are, other values as JSON, what is not there as `(missing)`.
   *
   * @throws ExpressionError with a position in the template's source
   */
  render(input: unknown, bindings?: Bindings): Rendered;
  /**
   * The value of a template that is one `{{ }}`; of others the rendered text.
   *
   * @throws ExpressionError with a position in the template's source
   */
  evaluateWhole(input: unknown, bindings?: Bindings): Json | undefined;
}

function problemAt(
  code: "unclosed-template" | "empty-template",
  position: number,
  length: number,
): ExpressionProblem {
  const message =
    code === "unclosed-template" ? "{{ is not closed by }}" : "There is no expression between {{ and }}";
  return { code, severity: "error", message, position, length, suggestions: [] };
}

/** Takes a text apart. Never throws: what is wrong is in `problems`. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  const problems: ExpressionProblem[] = [];
  let from = 0;
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", from)) {
    if (open > from) parts.push({ kind: "text", text: text.slice(from, open) });
    const close = findClosing(text, open + 2);
    if (close === undefined) {
      problems.push(problemAt("unclosed-template", open, 2));
      from = text.length;
      break;
    }
    const inside = text.slice(open + 2, close);
    const source = inside.trim();
    const offset = open + 2 + (inside.length - inside.trimStart().length);
    if (source === "") problems.push(problemAt("empty-template", open, close + 2 - open));
    else parts.push({ kind: "expression", source, offset });
    from = close + 2;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return { source: text, parts, whole: parts.length === 1 && parts[0]?.kind === "expression", problems };
}

/** Runs a step of one part; positions of its errors become positions in the whole text. */
function located<T>(offset: number, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { code, message, token, position } = error;
    throw new ExpressionError({
      code,
      message,
      token,
      position: (position ?? 0) + offset,
      cause: error.cause,
    });
  }
}

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

interface Step {
  readonly part: TemplatePart;
  readonly expression: Expression | undefined;
}

function renderSteps(steps: readonly Step[], input: unknown, bindings: Bindings | undefined): Rendered {
  const missing: string[] = [];
  const texts = steps.map(({ part, expression }) => {
    if (part.kind === "text") return part.text;
    if (expression === undefined) return "";
    const value = located(part.offset, () => expression.evaluate(input, bindings));
    if (value === undefined) missing.push(part.source);
    return value === undefined ? missingMarker : asText(value);
  });
  // Joined rather than added up: V8 would hold the parts, and put them together when the text is first read. Texts that
  // are kept are read when they have moved to where that is dear.
  return { text: texts.join(""), missing };
}

/**
 * Compiles the expressions of a text.
 *
 * @throws ExpressionError with a position in the text; S0203 for unclosed and S0207 for empty braces
 */
export function compileTemplate(text: string, options?: ExpressionOptions): CompiledTemplate {
  const { parts, whole, problems } = parseTemplate(text);
  const problem = problems[0];
  if (problem !== undefined) {
    const code = problem.code === "unclosed-template" ? "S0203" : "S0207";
    throw new ExpressionError({ code, message: problem.message, position: problem.position });
  }
  const steps = parts.map((part): Step => {
    if (part.kind === "text") return { part, expression: undefined };
    return { part, expression: located(part.offset, () => compile(part.source, options)) };
  });
  const only = whole ? steps[0] : undefined;
  return {
    source: text,
    whole,
    render: (input, bindings) => renderSteps(steps, input, bindings),
    evaluateWhole: (input, bindings) => {
      const { part, expression } = only ?? {};
      if (part?.kind !== "expression" || expression === undefined)
        return renderSteps(steps, input, bindings).text;
      return located(part.offset, () => expression.evaluate(input, bindings));
    },
  };
}
