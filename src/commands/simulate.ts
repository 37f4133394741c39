import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";

export default class Simulate extends BylawCommand {
  static override summary = "Serve a simulated Genesys Cloud org on the loopback interface.";
  static override description =
    "Prints one JSON line {url, loginUrl, clientId, clientSecret, organizationId} when it listens, and serves until stopped.";
  static override examples = [
    "<%= config.bin %> simulate --port 8080 --seed 7",
    "<%= config.bin %> simulate --truth truth.json",
  ];
  static override flags = {
    port: Flags.integer({
      min: 0,
      max: 65_535,
      default: 0,
      summary: "Port to listen on; 0 picks a free one.",
    }),
    seed: Flags.integer({ min: 0, default: 1, summary: "Which org: the same seed gives the same data." }),
    size: Flags.option({ options: ["small", "medium", "large"] as const })({
      default: "small",
      summary: "How big the org is.",
    }),
    now: Flags.string({ helpValue: "TIMESTAMP", summary: "The org's present, RFC 3339." }),
    faults: Flags.string({ helpValue: "FILE", summary: "YAML file that scripts faults." }),
    truth: Flags.string({ helpValue: "FILE", summary: "Write the planted problems as JSON." }),
  };

  override async run(): Promise<number> {
    const { flags } = await this.parse(Simulate);
    return this.work(async (host) => {
      const { simulate } = await import("../runner/simulate.ts");
      await simulate(flags, host, (line) => this.print([line]));
      return 0;
    });
  }
}
