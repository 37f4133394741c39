/** Which project to load and with what values. */
export interface LoadOptions {
  /** Absolute project folder. */
  readonly folder: string;
  /** Absolute policy files to use instead of those the project lists. */
  readonly paths: readonly string[];
  /** Policies are not loaded: only tenants and data sources are wanted. */
  readonly withoutPolicies?: boolean;
  /** Where the project does not say where its policies are, there need not be any. */
  readonly policiesOptional?: boolean;
  /** `name=value` each. */
  readonly variables: readonly string[];
  /** Absolute files of variables. */
  readonly variableFiles: readonly string[];
  /** RFC 3339; absent: the system's clock. */
  readonly now?: string;
}
