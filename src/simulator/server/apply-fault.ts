import type { Json } from "../../model/json.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { editJson } from "./edit-json.ts";
import type { FaultAction } from "./faults.ts";

const page = "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";

function edit(answer: Answer, pointer: string, value: Json | undefined): Answer {
  if (answer.headers["Content-Type"] !== "application/json") return answer;
  const body: Json = JSON.parse(answer.body.toString("utf8"));
  return { ...answer, body: Buffer.from(JSON.stringify(editJson(body, pointer, value))) };
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

/** The real answer with something wrong in it. */
export function damage(answer: Answer, action: FaultAction): Answer {
  switch (action.kind) {
    case "delay":
      return { ...answer, delayMs: (answer.delayMs ?? 0) + action.ms };
    case "reset":
      return { ...answer, cutAfter: action.at === "body" ? Math.floor(answer.body.length / 2) : 0 };
    case "truncate":
      return action.close === true
        ? { ...answer, body: answer.body.subarray(0, action.bytes), closeDelimited: true }
        : { ...answer, cutAfter: Math.max(1, Math.min(action.bytes, answer.body.length - 1)) };
    case "malformed":
      return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
    case "drop-field":
      return edit(answer, action.pointer, undefined);
    case "set-field":
      return edit(answer, action.pointer, action.value);
    default:
      return answer;
  }
}
