import type { ExpressionEnvironment } from "../../expression/environment.ts";
import type { JsonSchema } from "../../model/json.ts";
import type { TemplateResolver } from "../expressions/resolve-templates.ts";
import type { PolicyContext } from "./policy-context.ts";

/** What the rules of one policy have in common. */
export interface RuleContext {
  readonly policy: string;
  readonly project: PolicyContext;
  readonly templates: TemplateResolver;
  /** Datasets of the policy, with the schema of their records if known. */
  readonly datasets: ReadonlyMap<string, JsonSchema | undefined>;
  /** What an expression over the records of a schema may refer to. */
  environment(record: JsonSchema | undefined): ExpressionEnvironment;
}
