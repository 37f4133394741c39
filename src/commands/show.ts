import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { parseOutputTargets } from "../cli/output-target.ts";
import { formatFlag } from "../cli/project-flags.ts";
import { requireWritable } from "../cli/require-writable.ts";
import { wantsColor } from "../cli/wants-color.ts";

export default class Show extends BylawCommand {
  static override summary = "Print a saved run (check -f json) in another format.";
  static override description = "Ends with the exit code of the saved run.";
  static override examples = [
    "<%= config.bin %> show run.json",
    "<%= config.bin %> show run.json -f sarif=bylaw.sarif",
  ];
  static override args = {
    run: Args.string({ required: true, description: "A run as `check -f json` wrote it; - for stdin." }),
  };
  static override flags = {
    project: Flags.directory({
      default: ".",
      helpValue: "DIR",
      summary: "Folder with the policies, for source snippets.",
    }),
    format: formatFlag,
    "no-color": Flags.boolean({ summary: "Never colour the output; NO_COLOR does the same." }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Show);
    return this.work(async () => {
      const { show } = await import("../runner/show.ts");
      const { writeReports } = await import("../cli/write-reports.ts");
      const { run, registry } = await show(args.run);
      const targets = parseOutputTargets(flags.format, registry.reporters);
      await requireWritable(targets);
      return this.deliver(run.exitCode, () =>
        writeReports(run, targets, flags.project, wantsColor(flags["no-color"])),
      );
    });
  }
}
