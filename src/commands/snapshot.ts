import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import {
  auditFlags,
  auditOptions,
  loadOptions,
  projectFlags,
  readingFlags,
  readingOptions,
  tenantFlags,
} from "../cli/project-flags.ts";
import { counted } from "../model/counted.ts";

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
    ...readingFlags,
    ...auditFlags,
    resume: Flags.boolean({
      summary: "Go on with an interrupted snapshot in the folder, without reading again what was read.",
    }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Snapshot);
    return this.work(async (host) => {
      const { snapshot } = await import("../runner/snapshot.ts");
      const options = {
        ...loadOptions(flags, []),
        ...auditOptions(flags, host.env),
        tenants: flags.tenant ?? [],
        targets: flags.target ?? [],
        reading: readingOptions(flags),
        resume: flags.resume,
      };
      const { diagnostics, lines, usage, exitCode } = await snapshot(args.dir, options, host);
      await this.tell(diagnostics);
      await this.print(lines.map((line) => `${line}\n`));
      const cost = [counted(usage.requests, "request"), counted(usage.retries, "retry", "retries")];
      await this.say(`bylaw: ${cost.join(" · ")} · exit code ${exitCode}`);
      return exitCode;
    });
  }
}
