import type { ExpressionEnvironment } from "../../expression/environment.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import type { ExpressionOptions } from "../../expression/options.ts";
import { compileTemplate } from "../../expression/template.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Json, JsonSchema } from "../../model/json.ts";
import type { ExpressionFunction } from "../../model/registry.ts";
import { diagnoseInside, diagnoseValue } from "../text/diagnose.ts";
import { pointerTo, type ScalarNode, type SourceNode, toJson } from "../text/source-node.ts";
import type { ResolvedVariables } from "../variables/resolve-variables.ts";
import { templateDiagnostics } from "./expression-diagnostics.ts";

/** A value with its templates resolved. */
export interface ResolvedTemplates {
  readonly value: Json;
  readonly diagnostics: readonly Diagnostic[];
  /** Pointers to the strings that could not be resolved; they keep their text. */
  readonly failed: ReadonlySet<string>;
}

/** There is no record yet when options are resolved. */
const nothing: JsonSchema = { type: "object", properties: {}, additionalProperties: false };

/** What a policy means must not depend on when it is loaded. */
const clock = /\$(?:now|millis|age|duration)\s*\(/;

/** Resolves `{{ }}` where only `$var` is known: in options and parameters, when a policy is loaded. */
export class TemplateResolver {
  readonly #variables: ResolvedVariables;
  readonly #environment: ExpressionEnvironment;
  readonly #options: ExpressionOptions;

  constructor(variables: ResolvedVariables, functions: readonly ExpressionFunction[]) {
    this.#variables = variables;
    this.#environment = { record: nothing, variables: variables.declared, functions };
    this.#options = { now: 0, functions, allowEval: false, allowRandom: false, quoteValues: false };
  }

  /**
   * A text that is one `{{ }}` becomes the expression's value, of whatever type; else values are put into
   * the text.
   *
   * @param bare pointers to strings that are expressions themselves and stay as they are
   */
  resolve(node: SourceNode, bare: ReadonlySet<string>): ResolvedTemplates {
    const diagnostics: Diagnostic[] = [];
    const failed = new Set<string>();
    const walk = (at: SourceNode, pointer: string): Json => {
      if (at.kind === "list") return at.items.map((item, index) => walk(item, pointerTo(pointer, index)));
      if (at.kind === "map") {
        return Object.fromEntries(
          [...at.entries].map(([key, child]) => [key, walk(child, pointerTo(pointer, key))]),
        );
      }
      if (typeof at.value !== "string" || !at.value.includes("{{") || bare.has(pointer)) return toJson(at);
      const value = this.#text(at, at.value, diagnostics);
      if (value === undefined) failed.add(pointer);
      return value ?? at.value;
    };
    return { value: walk(node, ""), diagnostics, failed };
  }

  #text(node: ScalarNode, text: string, diagnostics: Diagnostic[]): Json | undefined {
    const problems = templateDiagnostics(node, text, this.#environment);
    diagnostics.push(...problems);
    if (problems.some(({ severity }) => severity === "error")) return undefined;
    const time = clock.exec(text);
    if (time !== null) {
      const summary = "The clock is not available here: options are the same whenever the policy is loaded.";
      diagnostics.push(
        diagnoseInside(node, time.index, time[0].length - 1, { code: "clock-in-template", summary }),
      );
      return undefined;
    }
    try {
      const template = compileTemplate(text, this.#options);
      const bindings = { var: this.#variables.values };
      const value = template.whole
        ? template.evaluateWhole({}, bindings)
        : this.#mixed(template.render({}, bindings));
      if (value === undefined && !this.#readsUnresolved(text))
        diagnostics.push(diagnoseValue(node, yieldsNothing));
      return value;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      if (this.#readsUnresolved(text)) return undefined;
      const problem = {
        code: "template-failed",
        summary: `The template cannot be evaluated (${error.code}).`,
      };
      diagnostics.push(diagnoseInside(node, error.position, 1, problem));
      return undefined;
    }
  }

  #mixed(rendered: { readonly text: string; readonly missing: readonly string[] }): string | undefined {
    return rendered.missing.length === 0 ? rendered.text : undefined;
  }

  /** A variable without a value was reported where it is declared. */
  #readsUnresolved(text: string): boolean {
    const { declared, values } = this.#variables;
    return declared.some((name) => !Object.hasOwn(values, name) && text.includes(name));
  }
}

const yieldsNothing = {
  code: "template-failed",
  summary: "The template yields nothing.",
  suggestions: ["Give the variable a value, or leave the option out."],
};
