import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { loadOptions, projectFlags, tenantFlags } from "../cli/project-flags.ts";

export default class Plan extends BylawCommand {
  static override summary = "Say offline what a check would read: data sources, requests, permissions, time.";
  static override examples = [
    "<%= config.bin %> plan",
    "<%= config.bin %> plan --permissions",
    "<%= config.bin %> plan --like snapshots/yesterday",
    "<%= config.bin %> plan --json",
  ];
  static override strict = false;
  static override args = {
    path: Args.string({
      ignoreStdin: true,
      description: "Policy files to plan for instead of those bylaw.yaml lists.",
    }),
  };
  static override flags = {
    ...projectFlags,
    ...tenantFlags,
    like: Flags.directory({
      helpValue: "DIR",
      summary: "Predict requests from what the same reads took in this snapshot.",
    }),
    permissions: Flags.boolean({
      summary: "Print only the least role: permissions, the rules that need each, and scopes.",
    }),
    json: Flags.boolean({ summary: "Print the plan as JSON." }),
  };

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Plan);
    return this.work(async (host) => {
      const { plan } = await import("../runner/describe-plan.ts");
      const { renderPlan } = await import("../cli/render-plan.ts");
      const { renderRoles } = await import("../cli/render-role.ts");
      const options = {
        ...loadOptions(flags, argv.map(String)),
        tenants: flags.tenant ?? [],
        targets: flags.target ?? [],
        ...(flags.like === undefined ? {} : { like: flags.like }),
      };
      const { plan: described, diagnostics, exitCode } = await plan(options, host);
      await this.tell(diagnostics);
      const shown = flags.permissions ? described.roles : described;
      const text = flags.permissions ? renderRoles(described.roles) : renderPlan(described);
      if (flags.json) await this.printJson(shown);
      else await this.print(text);
      return exitCode;
    });
  }
}
