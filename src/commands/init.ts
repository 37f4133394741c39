import * as Args from "@oclif/core/args";
import { BylawCommand } from "../cli/bylaw-command.ts";

export default class Init extends BylawCommand {
  static override summary =
    "Start a project: bylaw.yaml, a first policy, and a simulated tenant to try it on.";
  static override description = "Never overwrites: a file that is there already is left alone and said.";
  static override examples = ["<%= config.bin %> init", "<%= config.bin %> init compliance"];
  static override args = {
    dir: Args.string({
      ignoreStdin: true,
      default: ".",
      description: "Folder to start in; created if absent.",
    }),
  };

  override async run(): Promise<number> {
    const { args } = await this.parse(Init);
    return this.work(async (host) => {
      const { init } = await import("../runner/init.ts");
      const { lines, exitCode } = await init(args.dir, host);
      await this.print(lines.map((line) => `${line}\n`));
      return exitCode;
    });
  }
}
