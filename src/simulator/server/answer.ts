import type { Json } from "../../model/json.ts";

/** An answer as it goes onto the wire, and what is done to it there. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Bytes of the body after which the connection is cut; 0 cuts it before the status line. */
  readonly cutAfter?: number;
  /** Bytes of the body after which nothing more comes; 0 holds back the status line too. */
  readonly stallAfter?: number;
  /** Without Content-Length: the body ends where the connection ends. */
  readonly closeDelimited?: boolean;
  readonly delayMs?: number;
  /** Milliseconds before each byte of the body. */
  readonly dripMs?: number;
  /** Bytes for the socket instead of all else. */
  readonly raw?: string;
}

/** An answer with a JSON body. */
export function jsonAnswer(
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const text = JSON.stringify(body);
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: Buffer.from(text) };
}
