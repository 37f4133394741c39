/** Whether output to a terminal may be coloured: not with `--no-color` or a NO_COLOR of any value. */
export function wantsColor(noColor: boolean, env: NodeJS.ProcessEnv = process.env): boolean {
  return !noColor && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
