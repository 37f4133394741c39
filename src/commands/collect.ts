import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";
import { auditFlags, auditOptions, loadOptions, projectFlags } from "../cli/project-flags.ts";
import { renderCollectorStatus } from "../cli/render-collector-status.ts";
import { counted } from "../model/counted.ts";
import { UsageError } from "../model/usage-error.ts";
import type { CollectOptions } from "../runner/collect/collect-options.ts";
import type { RunnerHost } from "../runner/runner-host.ts";

export default class Collect extends BylawCommand {
  static override summary = "Carry the events of a source to sinks, and lose none.";
  static override description = [
    "Polls the source of a *.collector.yaml until it is stopped, keeps what is new in a file, and delivers it to",
    "every sink until that confirms. What cannot be delivered becomes a dead letter, what can no longer be read a",
    "hole; both are said. Exit codes: 0 everything was read and delivered (--once); 2 the collector is invalid, or",
    "another process runs it; 3 something was not read, not delivered, or is a dead letter; 130, 143 stopped.",
  ].join("\n");
  static override examples = [
    "<%= config.bin %> collect collectors/audit-to-siem.collector.yaml --allow-target https://siem.example:8088",
    "<%= config.bin %> collect collectors/audit-to-siem.collector.yaml --once",
    "<%= config.bin %> collect collectors/audit-to-siem.collector.yaml --status --json",
  ];
  static override args = {
    collector: Args.string({
      required: true,
      ignoreStdin: true,
      description: "File of the collector, in the project folder.",
    }),
  };
  static override flags = {
    ...projectFlags,
    ...auditFlags,
    once: Flags.boolean({ summary: "Poll once, deliver everything, and end.", exclusive: ["status"] }),
    status: Flags.boolean({ summary: "Say how the collector is doing; it may be running." }),
    json: Flags.boolean({ summary: "With --once or --status: the status as JSON." }),
    from: Flags.string({
      helpValue: "TIMESTAMP",
      summary: "Where to begin without a state, RFC 3339; else the overlap before now.",
    }),
    "metrics-port": Flags.integer({
      min: 0,
      max: 65_535,
      helpValue: "N",
      summary: "Serve OpenMetrics at this port of the loopback interface.",
      exclusive: ["once", "status"],
    }),
    "metrics-file": Flags.string({
      helpValue: "FILE",
      summary: "Write OpenMetrics into a file, whole each time.",
      exclusive: ["status"],
    }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Collect);
    if (flags.json && !flags.once && !flags.status)
      throw refused("--json is for --once and --status; a running collector prints no result.");
    if (flags.now !== undefined && !flags.once)
      throw refused("--now is for --once: a collector that goes on lives in the present.");
    return this.work(async (host) => {
      const metricsPort = flags["metrics-port"];
      const metricsFile = flags["metrics-file"];
      const options: CollectOptions = {
        ...loadOptions(flags, []),
        collector: args.collector,
        ...(flags.from === undefined ? {} : { from: flags.from }),
        ...auditOptions(flags, host.env),
        ...(metricsFile === undefined ? {} : { metricsFile }),
        ...(metricsPort === undefined ? {} : { metricsPort }),
      };
      if (flags.status) return this.#status(options, host, flags.json);
      return flags.once ? this.#once(options, host, flags.json) : this.#service(options, host);
    });
  }

  async #status(options: CollectOptions, host: RunnerHost, json: boolean): Promise<number> {
    const { readCollectorStatus } = await import("../runner/collect/status-of.ts");
    const { status, diagnostics } = await readCollectorStatus(options, host);
    await this.tell(diagnostics);
    if (json) await this.printJson(status);
    else await this.print(renderCollectorStatus(status));
    return 0;
  }

  async #once(options: CollectOptions, host: RunnerHost, json: boolean): Promise<number> {
    const { collectOnce } = await import("../runner/collect/collect-once.ts");
    const { outcome, status, diagnostics, exitCode } = await collectOnce(options, host);
    await this.tell(diagnostics);
    const { records, events } = outcome.poll;
    if (json) await this.printJson(status);
    else await this.print([`${counted(records, "record")} read, ${counted(events, "event")} of them new\n`]);
    await this.say(`bylaw: acknowledged until ${status.acknowledgedUntil} · exit code ${exitCode}`);
    return exitCode;
  }

  async #service(options: CollectOptions, host: RunnerHost): Promise<number> {
    const { collectContinuously } = await import("../runner/collect/collect-continuously.ts");
    await collectContinuously(options, host, {
      tell: (diagnostics) => this.tell(diagnostics),
      // A log that nobody reads any more does not stop the collector.
      say: (line) => void this.say(`bylaw: ${line}`).catch(() => undefined),
    });
    return 0;
  }
}

function refused(summary: string): UsageError {
  return new UsageError([{ code: "usage", severity: "error", summary }]);
}
