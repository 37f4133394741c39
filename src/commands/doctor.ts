import { BylawCommand } from "../cli/bylaw-command.ts";
import { loadOptions, projectFlags, tenantFlags } from "../cli/project-flags.ts";
import { renderProbe } from "../cli/render-probe.ts";

export default class Doctor extends BylawCommand {
  static override summary =
    "Say what keeps a check from being conclusive: hosts, login, clock, permissions, index.";
  static override description = [
    "Asks each tenant that the policies read, and compares what its client may do with what they need.",
    "Exit codes: 0 nothing stands in the way; 2 usage or documents invalid; 3 something does, or could not be found out.",
  ].join("\n");
  static override examples = ["<%= config.bin %> doctor", "<%= config.bin %> doctor --tenant prod"];
  static override flags = { ...projectFlags, ...tenantFlags };

  override async run(): Promise<number> {
    const { flags } = await this.parse(Doctor);
    return this.work(async (host) => {
      const { doctor } = await import("../runner/doctor.ts");
      const options = {
        ...loadOptions(flags, []),
        tenants: flags.tenant ?? [],
        targets: flags.target ?? [],
      };
      const { diagnostics, exitCode } = await doctor(options, host, (probe) =>
        this.print(renderProbe(probe)),
      );
      await this.tell(diagnostics);
      return exitCode;
    });
  }
}
