import type { IncompleteReason } from "../model/dataset.ts";
import type { Json } from "../model/json.ts";

/**
 * One request, complete in itself: it may be sent again as a whole. A call that changes something is for
 * clients that send once (`maxAttempts` and `maxRateLimited` 1).
 */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Absolute, or relative to the client's first origin. */
  readonly url: string;
  /** Appended to what the URL has; a name may repeat. */
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or bytes whose encoding `headers` name. */
  readonly body?: string | Uint8Array;
  /** Accepts any content type; the body still has to be JSON. */
  readonly anyType?: boolean;
  /** What messages call the request, where its path may be a secret; method and path unless given. */
  readonly called?: string;
  /** Only the status counts: an answer is one whatever it holds, and its body is not kept. */
  readonly statusOnly?: boolean;
  /** The answer's body is wanted as text too, as it came. */
  readonly withText?: boolean;
}

/** A 2xx answer with a JSON body. */
export interface HttpResponse {
  readonly ok: true;
  readonly status: number;
  /** Names in lower case; a repeated header is joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unsafe integers are kept as strings of their digits. `undefined` for an empty body. */
  readonly body: Json | undefined;
  /** The text that `body` was parsed from, where it was asked for: its UTF-8 is the body's bytes. */
  readonly text?: string;
  readonly attempts: number;
  readonly latencyMs: number;
  readonly correlationId?: string;
  /** Taken from a journal: nothing was sent. */
  readonly replayed?: true;
}

/** Why there is no answer, as a value: nothing the other side does is thrown. */
export interface HttpFailure {
  readonly ok: false;
  /** Free of body text, header values and secrets. */
  readonly reason: IncompleteReason;
  readonly status?: number;
  /** The error body, hostile: only for looking up known codes in it, never for printing. */
  readonly body?: Json;
  /** Milliseconds that the server asks to wait before the next request. */
  readonly retryAfter?: number;
  /** One side gave up waiting: asking for less may succeed. */
  readonly timedOut: boolean;
  readonly attempts: number;
}

export type HttpResult = HttpResponse | HttpFailure;

/** Told about every pause, for progress. */
export type OnWait = (milliseconds: number, why: string) => void;

/** The only way to the network that providers have. */
export interface HttpClient {
  /** @throws only when the client's signal is aborted */
  send(request: HttpRequest, onWait?: OnWait): Promise<HttpResult>;
  /** Requests put on the wire and how many of them were repetitions, so far. */
  counts(): { readonly requests: number; readonly retries: number };
  close(): Promise<void>;
}
