import * as Args from "@oclif/core/args";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { loadOptions, parallelismFlag, projectFlags, tenantFlags } from "../cli/project-flags.ts";

export default class Snapshot extends BylawCommand {
  static override summary = "Read what the policies need into a folder, to be checked later.";
  static override description =
    "Writes manifest.json (hashes, completeness, request counts) and one NDJSON file per data source. The records are kept as the tenant gave them: protect the folder.";
  static override examples = ["<%= config.bin %> snapshot snapshots/today --tenant prod"];
  static override args = {
    dir: Args.string({ required: true, description: "Folder to write; created if absent." }),
  };
  static override flags = {
    ...projectFlags,
    ...tenantFlags,
    parallelism: parallelismFlag,
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Snapshot);
    return this.work(async (host) => {
      const { snapshot } = await import("../runner/snapshot.ts");
      const options = {
        ...loadOptions(flags, []),
        tenants: flags.tenant ?? [],
        targets: flags.target ?? [],
        parallelism: flags.parallelism,
      };
      const { diagnostics, lines, exitCode } = await snapshot(args.dir, options, host);
      await this.tell(diagnostics);
      await this.print(lines.map((line) => `${line}\n`));
      return exitCode;
    });
  }
}
