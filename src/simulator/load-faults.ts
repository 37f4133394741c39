import { parseDocument } from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type BodyShape, shapeProblem } from "./server/body-shape.ts";
import type { Fault } from "./server/faults.ts";
import { readFaultAction } from "./server/read-fault-action.ts";

const scriptShape: BodyShape = {
  type: "object",
  required: ["faults"],
  properties: {
    faults: {
      type: "list",
      of: {
        type: "object",
        required: ["path", "action"],
        properties: {
          method: { type: "text", values: ["GET", "POST"] },
          path: { type: "text" },
          nth: { type: "any" },
          from: { type: "integer", min: 1, max: 1e9 },
          action: { type: "any" },
        },
      },
    },
  },
};

function readNth(value: Json | undefined): Pick<Fault, "nth"> {
  if (value === undefined) return {};
  const numbers = [value].flat();
  const whole = numbers.filter((number): number is number => Number.isInteger(number) && Number(number) > 0);
  if (whole.length === 0 || whole.length !== numbers.length) {
    throw new SyntaxError("faults: [nth] must be a whole number from 1, or a list of them");
  }
  return { nth: whole };
}

function readFault(value: JsonObject): Fault {
  const { method, path, nth, from, action } = value;
  if (typeof path !== "string") throw new SyntaxError("faults: [path] must be text");
  new RegExp(path);
  return {
    ...(typeof method === "string" ? { method } : {}),
    path,
    ...readNth(nth),
    ...(typeof from === "number" ? { from } : {}),
    action: readFaultAction(action ?? null),
  };
}

/**
 * Reads a script of faults: a YAML document `faults: [{ method?, path, nth?, from?, action: { kind, … } }]`.
 * Throws SyntaxError that says what is wrong.
 */
export function loadFaults(yamlText: string): readonly Fault[] {
  const document = parseDocument(yamlText);
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`faults: not YAML at offset ${error.pos[0]}`);
  const value: Json = document.toJS({ maxAliasCount: 0 });
  const problem = shapeProblem(value, scriptShape, "document");
  if (problem !== undefined) throw new SyntaxError(`faults: ${problem}`);
  const faults = isJsonObject(value) && Array.isArray(value["faults"]) ? value["faults"] : [];
  return faults.filter(isJsonObject).map(readFault);
}
