import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { parseOutputTargets } from "../cli/output-target.ts";
import {
  auditFlags,
  auditOptions,
  formatFlag,
  loadOptions,
  projectFlags,
  readingFlags,
  readingOptions,
  tenantFlags,
} from "../cli/project-flags.ts";
import { requireWritable } from "../cli/require-writable.ts";
import { summaryLine } from "../cli/summary-line.ts";
import { wantsColor } from "../cli/wants-color.ts";
import { severities } from "../model/severity.ts";

export default class Check extends BylawCommand {
  static override summary = "Read the tenants, evaluate the policies, and say pass or fail.";
  static override description = [
    "Exit codes: 0 everything was evaluated and nothing at or above --fail-on failed; 1 a proven failure;",
    "2 usage, configuration or policy invalid; 3 inconclusive: data or evaluation missing; 70 internal error.",
    "When several apply: 70, 2, 1, 3.",
  ].join("\n");
  static override examples = [
    "<%= config.bin %> check",
    "<%= config.bin %> check --tenant prod --fail-on medium -f table -f sarif=bylaw.sarif -f junit=bylaw.xml",
    "<%= config.bin %> check --snapshot snapshots/today",
  ];
  static override strict = false;
  static override args = {
    path: Args.string({
      ignoreStdin: true,
      description: "Policy files to check instead of those bylaw.yaml lists.",
    }),
  };
  static override flags = {
    ...projectFlags,
    ...tenantFlags,
    snapshot: Flags.directory({
      helpValue: "DIR",
      summary: "Evaluate a snapshot instead of reading the tenants.",
    }),
    "fail-on": Flags.option({ options: severities })({
      summary: "Lowest severity that fails the check; default: failOn of bylaw.yaml, else low.",
    }),
    format: formatFlag,
    "include-pass": Flags.boolean({ summary: "List what passed too." }),
    engine: Flags.option({ options: ["compiled", "reference"] as const })({
      default: "compiled",
      summary: "How expressions are evaluated: compiled to JavaScript, or by the jsonata library.",
    }),
    workers: Flags.integer({
      min: 1,
      max: 16,
      helpValue: "N",
      summary:
        "Threads that judge a file of lines together; default: one below 64 MB, else one a core, at most 4.",
    }),
    ...readingFlags,
    ...auditFlags,
  };

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Check);
    return this.work(async (host) => {
      const { check } = await import("../runner/check.ts");
      const { writeReports } = await import("../cli/write-reports.ts");
      const started = performance.now();
      const options = loadOptions(flags, argv.map(String));
      let code: number | undefined;
      const { run, usage } = await check(
        {
          ...options,
          ...auditOptions(flags, host.env),
          tenants: flags.tenant ?? [],
          targets: flags.target ?? [],
          includePass: flags["include-pass"],
          engine: flags.engine,
          ...(flags.workers === undefined ? {} : { workers: flags.workers }),
          reading: readingOptions(flags),
          ...(flags.snapshot === undefined ? {} : { snapshot: flags.snapshot }),
          ...(flags["fail-on"] === undefined ? {} : { failOn: flags["fail-on"] }),
          prepare: async (registry) => {
            const targets = parseOutputTargets(flags.format, registry.reporters);
            await requireWritable(targets);
            return targets;
          },
          report: async ({ run, prepared, root }) => {
            host.progress.stage("Writing reports");
            code = await this.deliver(run.exitCode, () =>
              writeReports(run, prepared, root, wantsColor(flags["no-color"])),
            );
          },
        },
        host,
      );
      await this.say(summaryLine(run, usage, (performance.now() - started) / 1000));
      return code ?? run.exitCode;
    });
  }
}
