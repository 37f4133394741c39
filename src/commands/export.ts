import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { auditFlags, auditOptions, loadOptions, projectFlags } from "../cli/project-flags.ts";
import { renderExport } from "../cli/render-export.ts";
import { counted } from "../model/counted.ts";

export default class Export extends BylawCommand {
  static override summary = "Put the events of an interval into a store: raw, and mapped to rows.";
  static override description = [
    "Events are kept under their organisation and id, so that exporting an interval again adds nothing twice.",
    "An export that was interrupted goes on with the same command. Exit codes: 0 everything was delivered;",
    "2 what was asked for is invalid; 3 something is missing: it could not be read, mapped or delivered.",
  ].join("\n");
  static override examples = [
    "<%= config.bin %> export genesyscloud.audit_events --from 2026-10-01T00:00:00Z --to 2026-11-01T00:00:00Z --to sqlite:trail.db",
    "<%= config.bin %> export genesyscloud.audit_events --from 2026-10-01T00:00:00Z --to 2026-10-08T00:00:00Z --where entityType=Queue --map audit-rows --to ndjson:trail",
  ];
  static override args = {
    source: Args.string({
      required: true,
      ignoreStdin: true,
      description: "Data source whose records are events.",
    }),
  };
  static override flags = {
    ...projectFlags,
    ...auditFlags,
    tenant: Flags.string({
      helpValue: "NAME",
      summary: "Tenant to read; needed where several serve the source.",
    }),
    from: Flags.string({ required: true, helpValue: "TIMESTAMP", summary: "First instant, RFC 3339." }),
    to: Flags.string({
      required: true,
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "TIMESTAMP|STORE",
      summary:
        "Given twice: the last instant, and the store: ndjson:DIR, sqlite:FILE, postgres:URL, s3:BUCKET?region=REGION.",
    }),
    where: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "NAME=VALUE",
      summary: "Parameter of the source, such as entityType=Queue; may be repeated.",
    }),
    map: Flags.string({
      helpValue: "PRESET|FILE",
      summary: "Mapping of a record to rows: audit-rows, cim, ecs, ocsf, or a file with JSONata.",
    }),
    json: Flags.boolean({ summary: "What was read and delivered as JSON." }),
    "max-requests": Flags.integer({
      min: 1,
      helpValue: "N",
      summary: "Stop reading after so many requests.",
    }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Export);
    return this.work(async (host) => {
      const { exportSource } = await import("../runner/export/export-source.ts");
      const { splitTo } = await import("../runner/export/split-to.ts");
      const maxRequests = flags["max-requests"];
      const { diagnostics, ...outcome } = await exportSource(
        {
          ...loadOptions(flags, []),
          source: args.source,
          ...(flags.tenant === undefined ? {} : { tenant: flags.tenant }),
          from: flags.from,
          ...splitTo(flags.to),
          where: flags.where ?? [],
          ...(flags.map === undefined ? {} : { map: flags.map }),
          ...auditOptions(flags, host.env),
          ...(maxRequests === undefined ? {} : { maxRequests }),
        },
        host,
      );
      await this.tell(diagnostics);
      if (flags.json) await this.printJson(outcome);
      else await this.print(renderExport(outcome));
      const { windows, usage, exitCode } = outcome;
      const before = windows.earlier === 0 ? [] : [`${counted(windows.earlier, "day")} delivered before`];
      const cost = [
        ...before,
        counted(usage.requests, "request"),
        counted(usage.retries, "retry", "retries"),
      ];
      await this.say(`bylaw: ${cost.join(" · ")} · exit code ${exitCode}`);
      return exitCode;
    });
  }
}
