/** All commands, in the order help lists them. */
export const commandNames: readonly string[] = [
  "collect",
  "export",
  "init",
  "validate",
  "plan",
  "doctor",
  "check",
  "snapshot",
  "show",
  "eval",
  "simulate",
  "audit verify",
];
