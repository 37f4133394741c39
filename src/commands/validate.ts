import * as Args from "@oclif/core/args";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { loadOptions, projectFlags } from "../cli/project-flags.ts";

export default class Validate extends BylawCommand {
  static override summary = "Check the project's documents offline: syntax, options, names, expressions.";
  static override examples = [
    "<%= config.bin %> validate",
    "<%= config.bin %> validate policies/flow-hygiene.policy.yaml",
    "<%= config.bin %> validate collectors/audit-to-siem.collector.yaml",
  ];
  static override strict = false;
  static override args = {
    path: Args.string({
      ignoreStdin: true,
      description: "Policy and collector files to validate instead of those of the project.",
    }),
  };
  static override flags = projectFlags;

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Validate);
    return this.work(async (host) => {
      const { validate } = await import("../runner/validate.ts");
      const { diagnostics, summary, exitCode } = await validate(loadOptions(flags, argv.map(String)), host);
      await this.tell(diagnostics);
      await this.print([`${summary}\n`]);
      return exitCode;
    });
  }
}
