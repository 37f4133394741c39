import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { type BodyShape, shapeProblem } from "./body-shape.ts";
import type { FaultAction } from "./faults.ts";

const kind = (name: FaultAction["kind"]): BodyShape => ({ type: "text", values: [name] });
const status: BodyShape = { type: "integer", min: 200, max: 599 };
const any: BodyShape = { type: "any" };
const text: BodyShape = { type: "text" };

const object = (required: readonly string[], properties: Readonly<Record<string, BodyShape>>): BodyShape => ({
  type: "object",
  required: ["kind", ...required],
  properties,
});

const shapes: Readonly<Record<FaultAction["kind"], BodyShape>> = {
  status: object(["status"], { kind: kind("status"), status, body: any, headers: any }),
  reset: object([], { kind: kind("reset"), at: { type: "text", values: ["start", "body"] } }),
  truncate: object(["bytes"], {
    kind: kind("truncate"),
    bytes: { type: "integer", min: 0, max: 1e9 },
    close: any,
  }),
  delay: object(["ms"], { kind: kind("delay"), ms: { type: "integer", min: 0, max: 1e7 } }),
  malformed: object([], { kind: kind("malformed") }),
  html: object([], { kind: kind("html"), status }),
  "drop-field": object(["pointer"], { kind: kind("drop-field"), pointer: text }),
  "set-field": object(["pointer", "value"], { kind: kind("set-field"), pointer: text, value: any }),
  redirect: object(["location"], { kind: kind("redirect"), location: text, status }),
};

function headersOf(value: Json | undefined): Readonly<Record<string, string>> {
  if (!isJsonObject(value ?? {})) throw new SyntaxError("faults: [headers] must be an object");
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, header]) => [name, String(header)]));
}

function build(value: JsonObject): FaultAction | undefined {
  const number = (name: string): number => Number(value[name]);
  const word = (name: string): string => String(value[name] ?? "");
  const code = value["status"] === undefined ? {} : { status: number("status") };
  switch (value["kind"]) {
    case "status": {
      const body = value["body"] === undefined ? {} : { body: value["body"] };
      return { kind: "status", status: number("status"), ...body, headers: headersOf(value["headers"]) };
    }
    case "reset":
      return { kind: "reset", at: value["at"] === "body" ? "body" : "start" };
    case "truncate":
      return { kind: "truncate", bytes: number("bytes"), close: value["close"] === true };
    case "delay":
      return { kind: "delay", ms: number("ms") };
    case "malformed":
      return { kind: "malformed" };
    case "html":
      return { kind: "html", ...code };
    case "drop-field":
      return { kind: "drop-field", pointer: word("pointer") };
    case "set-field":
      return { kind: "set-field", pointer: word("pointer"), value: value["value"] ?? null };
    case "redirect":
      return { kind: "redirect", location: word("location"), ...code };
    default:
      return undefined;
  }
}

/** Reads what a line of a fault script does. Throws SyntaxError that says what is wrong. */
export function readFaultAction(value: Json): FaultAction {
  const name = isJsonObject(value) && typeof value["kind"] === "string" ? value["kind"] : "";
  const shape = Object.entries(shapes).find(([known]) => known === name)?.[1];
  if (shape === undefined)
    throw new SyntaxError(`faults: action needs a kind: ${Object.keys(shapes).join(", ")}`);
  const problem = shapeProblem(value, shape, "action");
  const action = problem === undefined && isJsonObject(value) ? build(value) : undefined;
  if (action === undefined) throw new SyntaxError(`faults: ${problem ?? "action is not valid"}`);
  return action;
}
