import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BylawCommand } from "../cli/bylaw-command.ts";

export default class Eval extends BylawCommand {
  static override summary = "Evaluate a JSONata expression and print the result as JSON.";
  static override description =
    "It has the functions of policies ($age, $duration, $timestamp, $index) and refuses what they refuse. Prints nothing when the expression yields nothing. An error prints its JSONata code and ends with 2.";
  static override examples = [
    "<%= config.bin %> eval '1 + 1'",
    "<%= config.bin %> eval 'flows[published].name' --input flows.json",
    "cat flows.json | <%= config.bin %> eval '$count(flows)' --input -",
  ];
  static override args = {
    expression: Args.string({ required: true, description: "A JSONata expression." }),
  };
  static override flags = {
    input: Flags.string({ char: "i", helpValue: "FILE|-", summary: "JSON to evaluate over; - for stdin." }),
    now: Flags.string({ helpValue: "TIMESTAMP", summary: "Pin the clock to an RFC 3339 timestamp." }),
    engine: Flags.option({ options: ["compiled", "reference"] as const })({
      default: "compiled",
      summary: "How the expression is evaluated: compiled to JavaScript, or by the jsonata library.",
    }),
  };

  override async run(): Promise<number> {
    const { flags, args } = await this.parse(Eval);
    return this.work(async () => {
      const { evaluateExpression } = await import("../runner/evaluate-expression.ts");
      const value = await evaluateExpression(args.expression, flags.input, flags.now, flags.engine);
      if (value !== undefined) await this.printJson(value);
      return 0;
    });
  }
}
