import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { type BodyShape, shapeProblem } from "./body-shape.ts";
import type { FaultAction } from "./faults.ts";

const status: BodyShape = { type: "integer", min: 200, max: 599 };
const any: BodyShape = { type: "any" };
const text: BodyShape = { type: "text" };
const bytes: BodyShape = { type: "integer", min: 0, max: 1e9 };
const ms: BodyShape = { type: "integer", min: 0, max: 1e7 };
const at = (...values: readonly string[]): BodyShape => ({ type: "text", values });

/** Properties of each kind of action; those of the second list are required. */
const shapes: Readonly<
  Record<FaultAction["kind"], readonly [Readonly<Record<string, BodyShape>>, readonly string[]]>
> = {
  status: [{ status, body: any, headers: any }, ["status"]],
  body: [{ text, base64: text, contentType: text, status }, []],
  html: [{ status }, []],
  redirect: [{ location: text, status }, ["location"]],
  raw: [{ text }, ["text"]],
  reset: [{ at: at("start", "body", "end") }, []],
  stall: [{ at: at("start", "body") }, []],
  drip: [{ ms }, ["ms"]],
  truncate: [{ bytes, close: any }, ["bytes"]],
  delay: [{ ms }, ["ms"]],
  malformed: [{}, []],
  pad: [{ bytes }, ["bytes"]],
  compress: [{ times: { type: "integer", min: 1, max: 6 }, label: text }, []],
  headers: [{ set: any }, ["set"]],
  "drop-field": [{ pointer: text }, ["pointer"]],
  "set-field": [{ pointer: text, value: any }, ["pointer", "value"]],
  "copy-field": [{ from: text, to: text }, ["from", "to"]],
};

function isHeaders(value: Json | undefined): boolean {
  return (
    value === undefined ||
    (isJsonObject(value) && Object.values(value).every((each) => ["string", "number"].includes(typeof each)))
  );
}

/** The headers of an action as texts: YAML reads `Retry-After: 3` as a number. */
function withTexts(action: JsonObject, name: string): JsonObject {
  const headers = action[name];
  if (!isJsonObject(headers)) return action;
  const texts = Object.entries(headers).map(([header, value]) => [header, String(value)]);
  return { ...action, [name]: Object.fromEntries(texts) };
}

/** @param problem what was found when its shape was looked at */
function isAction(_value: Json, problem: string | undefined): _value is Json & FaultAction {
  return problem === undefined;
}

/** Reads what a line of a fault script does. Throws SyntaxError that says what is wrong. */
export function readFaultAction(value: Json): FaultAction {
  const name = isJsonObject(value) && typeof value["kind"] === "string" ? value["kind"] : "";
  const shape = Object.entries(shapes).find(([known]) => known === name)?.[1];
  if (shape === undefined || !isJsonObject(value))
    throw new SyntaxError(`faults: action needs a kind: ${Object.keys(shapes).join(", ")}`);
  const [properties, required] = shape;
  const whole: BodyShape = {
    type: "object",
    required: ["kind", ...required],
    properties: { kind: text, ...properties },
  };
  const headers = isHeaders(value["headers"]) && isHeaders(value["set"]);
  const problem =
    shapeProblem(value, whole, "action") ?? (headers ? undefined : "headers must be texts or numbers");
  const texts = withTexts(withTexts(value, "headers"), "set");
  if (isAction(texts, problem)) return texts;
  throw new SyntaxError(`faults: ${problem ?? "action is not valid"}`);
}
