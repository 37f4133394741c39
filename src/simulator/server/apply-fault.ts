import { gzipSync } from "node:zlib";
import { isJsonObject, type Json } from "../../model/json.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { editJson } from "./edit-json.ts";
import type { FaultAction } from "./faults.ts";

const page = "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";

/** Edits the JSON body of an answer; one without such a body stays as it is. */
function edit(answer: Answer, change: (body: Json) => Json): Answer {
  if (answer.headers["Content-Type"] !== "application/json") return answer;
  return { ...answer, body: Buffer.from(JSON.stringify(change(JSON.parse(answer.body.toString("utf8"))))) };
}

function valueAt(body: Json, pointer: string): Json | undefined {
  let value: Json | undefined = body;
  for (const key of pointer.split("/").slice(1)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isJsonObject(value) ? value[key] : undefined;
  }
  return value;
}

/** The answer that replaces the real one, without asking it. */
export function replacement(action: FaultAction): Answer | undefined {
  switch (action.kind) {
    case "status":
      return jsonAnswer(
        action.status,
        action.body ?? { message: "A planted fault.", status: action.status },
        action.headers,
      );
    case "body": {
      const { text = "", base64, contentType = "application/json", status = 200 } = action;
      const body = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, "base64");
      return { status, headers: { "Content-Type": contentType }, body };
    }
    case "html":
      return {
        status: action.status ?? 200,
        headers: { "Content-Type": "text/html" },
        body: Buffer.from(page),
      };
    case "redirect":
      return { status: action.status ?? 302, headers: { Location: action.location }, body: Buffer.alloc(0) };
    default:
      return undefined;
  }
}

function compressed(answer: Answer, times: number, label: string): Answer {
  let body = answer.body;
  for (let time = 0; time < times; time++) body = gzipSync(body);
  const encodings = Array.from({ length: times }, () => label).join(", ");
  return { ...answer, body, headers: { ...answer.headers, "Content-Encoding": encodings } };
}

/** What happens to an answer on the wire. */
function disturb(answer: Answer, action: FaultAction): Answer | undefined {
  const half = Math.floor(answer.body.length / 2);
  switch (action.kind) {
    case "raw":
      return { ...answer, raw: action.text };
    case "delay":
      return { ...answer, delayMs: (answer.delayMs ?? 0) + action.ms };
    case "drip":
      return { ...answer, dripMs: action.ms };
    case "stall":
      return { ...answer, stallAfter: action.at === "body" ? half : 0 };
    case "reset": {
      const bytes = { start: 0, body: half, end: answer.body.length }[action.at ?? "start"];
      return { ...answer, cutAfter: bytes };
    }
    case "truncate":
      return action.close === true
        ? { ...answer, body: answer.body.subarray(0, action.bytes), closeDelimited: true }
        : { ...answer, cutAfter: Math.max(1, Math.min(action.bytes, answer.body.length - 1)) };
    default:
      return undefined;
  }
}

/** The real answer with something wrong in it. */
export function damage(answer: Answer, action: FaultAction): Answer {
  switch (action.kind) {
    case "malformed":
      return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
    case "pad": {
      const blanks = Buffer.alloc(Math.max(0, action.bytes - answer.body.length), " ");
      return { ...answer, body: Buffer.concat([answer.body, blanks]) };
    }
    case "compress":
      return compressed(answer, action.times ?? 1, action.label ?? "gzip");
    case "headers":
      return { ...answer, headers: { ...answer.headers, ...action.set } };
    case "drop-field":
      return edit(answer, (body) => editJson(body, action.pointer, undefined));
    case "set-field":
      return edit(answer, (body) => editJson(body, action.pointer, action.value));
    case "copy-field":
      return edit(answer, (body) => editJson(body, action.to, valueAt(body, action.from) ?? null));
    default:
      return disturb(answer, action) ?? answer;
  }
}
