import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";

/**
 * The page about the command line (Markdown), written from the oclif manifest.
 *
 * @param manifest content of `oclif.manifest.json`
 * @param order names in the order in which the page lists them
 */
export function commandsDocs(manifest: JsonObject, order: readonly string[]): string {
  const commands = object(manifest["commands"]);
  return [
    "# Command line",
    "",
    "<!-- Generated from src/commands by `npm run generate`. Do not edit. -->",
    "",
    "The result goes to stdout, everything else to stderr. Exit codes are the same for every output format:",
    "",
    "| Code | Meaning |",
    "|---|---|",
    "| 0 | everything was evaluated, and nothing at or above `--fail-on` failed |",
    "| 1 | a proven failure at or above `--fail-on` |",
    "| 2 | usage, configuration or policy invalid |",
    "| 3 | inconclusive: data or evaluation missing, authentication refused, a plug-in failed, a report not written |",
    "| 70 | a defect of bylaw itself |",
    "| 130, 143 | interrupted by SIGINT, SIGTERM |",
    "",
    "When several apply: 70, 2, 1, 3.",
    "",
    ...order.flatMap((name) => section(name, object(commands[name.replaceAll(" ", ":")]))),
  ].join("\n");
}

function section(name: string, command: JsonObject): readonly string[] {
  const args = Object.values(object(command["args"])).map(object);
  const flags = Object.values(object(command["flags"])).map(object);
  const usage = args.map((arg) => (arg["required"] === true ? text(arg["name"]) : `[${text(arg["name"])}]`));
  return [
    `## bylaw ${name}`,
    "",
    text(command["summary"]),
    "",
    ...(command["description"] === undefined ? [] : [text(command["description"]), ""]),
    "```",
    [
      "bylaw",
      name,
      ...usage.map((part) => part.toUpperCase()),
      ...(flags.length > 0 ? ["[flags]"] : []),
    ].join(" "),
    "```",
    "",
    ...(args.length + flags.length === 0 ? [] : ["| | |", "|---|---|"]),
    ...args.map((arg) => `| \`${text(arg["name"]).toUpperCase()}\` | ${cell(text(arg["description"]))} |`),
    ...flags.map(flagRow),
    "",
  ];
}

function flagRow(flag: JsonObject): string {
  const char = typeof flag["char"] === "string" ? `-${flag["char"]}, ` : "";
  const options = Array.isArray(flag["options"]) ? flag["options"].map(text).join("\\|") : undefined;
  const value = flag["type"] === "boolean" ? "" : ` ${options ?? (text(flag["helpValue"]) || "VALUE")}`;
  const fallback = flag["default"];
  const shown =
    fallback === undefined || fallback === false
      ? ""
      : ` Default: \`${Array.isArray(fallback) ? fallback.map(text).join(", ") : text(fallback)}\`.`;
  return `| \`${char}--${text(flag["name"])}${value}\` | ${cell(text(flag["summary"]))}${shown} |`;
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: Json | undefined): string {
  return value === undefined || value === null ? "" : String(value);
}

function cell(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll("\n", " ");
}
