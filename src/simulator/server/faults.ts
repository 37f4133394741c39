import type { Json } from "../../model/json.ts";

/**
 * What goes wrong with an answer. Texts may hold `{evil}`: the origin that records what reaches it.
 * - `status`: this status instead, with a body and headers of choice.
 * - `body`: these bytes instead, as text or in base64, of any content type.
 * - `html`: a web page instead, with status 200 unless given.
 * - `redirect`: elsewhere, with status 302 unless given.
 * - `raw`: these bytes on the socket instead of an HTTP answer, then nothing more.
 * - `reset`: the connection is cut, before any byte, in the middle of the body, or after the last byte.
 * - `stall`: nothing more comes, from before the status line or from the middle of the body on.
 * - `drip`: a byte of the body at a time, with a pause before each.
 * - `truncate`: the body ends after some bytes, under the full Content-Length or (`close`) without one.
 * - `delay`: the answer comes later.
 * - `malformed`: the body is cut in half and sent as if it were whole.
 * - `pad`: blanks after the body, up to so many bytes.
 * - `compress`: the body is compressed although that was not asked for, several times if so given.
 * - `headers`: further headers, or others than the real ones.
 * - `drop-field` / `set-field`: the JSON body lacks, or has another value at, a JSON Pointer.
 * - `copy-field`: the JSON body has, at a JSON Pointer, what it has at another; `-` appends to a list.
 */
export type FaultAction =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: Json;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "body";
      readonly text?: string;
      readonly base64?: string;
      readonly contentType?: string;
      readonly status?: number;
    }
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  | { readonly kind: "raw"; readonly text: string }
  | { readonly kind: "reset"; readonly at?: "start" | "body" | "end" }
  | { readonly kind: "stall"; readonly at?: "start" | "body" }
  | { readonly kind: "drip"; readonly ms: number }
  | { readonly kind: "truncate"; readonly bytes: number; readonly close?: boolean }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "malformed" }
  | { readonly kind: "pad"; readonly bytes: number }
  | { readonly kind: "compress"; readonly times?: number; readonly label?: string }
  | { readonly kind: "headers"; readonly set: Readonly<Record<string, string>> }
  | { readonly kind: "drop-field"; readonly pointer: string }
  | { readonly kind: "set-field"; readonly pointer: string; readonly value: Json }
  | { readonly kind: "copy-field"; readonly from: string; readonly to: string };

/** One line of a script of faults. */
export interface Fault {
  readonly method?: string;
  /** Regular expression on the path without query; the login host's paths are matched too. */
  readonly path: string;
  /** Which of the matching requests, counted from 1; absent means every one. */
  readonly nth?: number | readonly number[];
  /** Every matching request from this one on. */
  readonly from?: number;
  readonly action: FaultAction;
}

/** Finds the faults of a request, and counts it. */
export type FaultScript = (method: string, path: string) => readonly FaultAction[];

/** Throws SyntaxError when a path is not a regular expression. */
export function createFaultScript(faults: readonly Fault[]): FaultScript {
  const lines = faults.map((fault) => ({ fault, pattern: new RegExp(fault.path), seen: 0 }));
  return (method, path) => {
    const actions: FaultAction[] = [];
    for (const line of lines) {
      const { fault, pattern } = line;
      if ((fault.method !== undefined && fault.method !== method) || !pattern.test(path)) continue;
      line.seen += 1;
      const named = fault.nth === undefined || [fault.nth].flat().includes(line.seen);
      const due = named && line.seen >= (fault.from ?? 1);
      if (due) actions.push(fault.action);
    }
    return actions;
  };
}
