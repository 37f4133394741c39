/**
 * Values for variables from outside the project folder, already read. Weakest first: environment,
 * files, assignments; within a list later ones win.
 */
export interface VariableInputs {
  /** Environment variables by name; those called `BYLAW_VAR_name` count. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Texts of `--var-file`: a YAML or JSON map of names to values. `file` is for messages. */
  readonly files?: readonly { readonly file: string; readonly text: string }[];
  /** Texts of `--var`: `name=value`. */
  readonly assignments?: readonly string[];
}
