import type { Diagnostic } from "./diagnostic.ts";

/** Input that cannot be used: the command ends with code 2 and prints the diagnostics. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join(" "));
    this.diagnostics = diagnostics;
  }
}

/** Nothing could be decided, through no fault of the input: the command ends with code 3. */
export class InconclusiveError extends Error {
  override readonly name = "InconclusiveError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join(" "));
    this.diagnostics = diagnostics;
  }
}
