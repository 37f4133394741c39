import type { Location } from "./location.ts";

/**
 * Trouble with a document, a provider, a plug-in or the tool's input; carried beside the value as
 * data, never thrown past the stage that found it. What is wrong with a *tenant* is a finding.
 */
export interface Diagnostic {
  /** Stable, kebab-case: `unknown-check`, `duplicate-key`, `forbidden` … */
  readonly code: string;
  /** `error`: policy or configuration invalid (exit 2) or, in a run, data missing (exit 3). */
  readonly severity: "error" | "warning";
  /** One sentence: what happened. */
  readonly summary: string;
  /** What was expected and what was found, where that helps. */
  readonly expected?: string;
  readonly found?: string;
  /** What to do next; "did you mean" goes here. */
  readonly suggestions?: readonly string[];
  readonly location?: Location;
  /** JSON Pointer into the document, from a stage that knows the document's value but not its text. */
  readonly pointer?: string;
  /** Source lines around the location with a caret, ready to print. */
  readonly frame?: string;
  /** Name of the tenant, where the trouble is one tenant's. */
  readonly tenant?: string;
  /** Correlation id of the API's answer, where there is one. */
  readonly correlationId?: string;
}
