import type { Json } from "../../model/json.ts";

/**
 * What goes wrong with an answer.
 * - `status`: this status instead, with a body and headers of choice.
 * - `reset`: the connection is cut, before any byte or in the middle of the body.
 * - `truncate`: the body ends after some bytes, under the full Content-Length or (`close`) without one.
 * - `delay`: the answer comes later.
 * - `malformed`: the body is cut in half and sent as if it were whole.
 * - `html`: a web page instead, with status 200 unless given.
 * - `drop-field` / `set-field`: the JSON body lacks, or has another value at, a JSON Pointer.
 * - `redirect`: elsewhere, with status 302 unless given.
 */
export type FaultAction =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: Json;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "reset"; readonly at?: "start" | "body" }
  | { readonly kind: "truncate"; readonly bytes: number; readonly close?: boolean }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "malformed" }
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "drop-field"; readonly pointer: string }
  | { readonly kind: "set-field"; readonly pointer: string; readonly value: Json }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number };

/** One line of a script of faults. */
export interface Fault {
  readonly method?: string;
  /** Regular expression on the path without query. */
  readonly path: string;
  /** Which of the matching requests, counted from 1; absent means every one. */
  readonly nth?: number | readonly number[];
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
      const due = fault.nth === undefined || [fault.nth].flat().includes(line.seen);
      if (due) actions.push(fault.action);
    }
    return actions;
  };
}
