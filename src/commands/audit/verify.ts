import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../../cli/bylaw-command.ts";
import { loadOptions } from "../../cli/project-flags.ts";
import { renderVerifiedLog } from "../../cli/render-verified-log.ts";

export default class AuditVerify extends BylawCommand {
  static override summary = "Find out whether an audit log is what was written.";
  static override description = [
    "Follows the chain from the first record: one that was edited, removed, repeated or exchanged is named by file",
    "and line. That the end was cut shows only with --head: each run prints the head of the log. Exit codes: 0 the",
    "chain is whole; 1 it was altered; 2 there is no log to look at; 3 it cannot be read, is empty, or its last",
    "record was not written to its end.",
  ].join("\n");
  static override examples = [
    "<%= config.bin %> audit verify",
    "<%= config.bin %> audit verify .bylaw/audit --head 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
  ];
  static override args = {
    path: Args.string({ ignoreStdin: true, description: "Folder of the log; default: audit of bylaw.yaml." }),
  };
  static override flags = {
    project: Flags.directory({ default: ".", helpValue: "DIR", summary: "Folder with bylaw.yaml." }),
    head: Flags.string({ helpValue: "HASH", summary: "Hash of a record that has to be in the log." }),
    json: Flags.boolean({ summary: "What was found as JSON." }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(AuditVerify);
    return this.work(async (host) => {
      const { verifyAudit } = await import("../../runner/audit/verify-audit.ts");
      const verified = await verifyAudit(
        {
          ...loadOptions(flags, []),
          ...(args.path === undefined ? {} : { auditLog: args.path }),
          ...(flags.head === undefined ? {} : { head: flags.head }),
        },
        host,
      );
      if (flags.json) await this.printJson(verified);
      else await this.print(renderVerifiedLog(verified));
      return verified.exitCode;
    });
  }
}
