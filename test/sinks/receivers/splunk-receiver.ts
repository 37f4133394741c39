import { concatenatedJson } from "./concatenated-json.ts";
import { type HttpReceiver, httpReceiver, type Reply } from "./http-receiver.ts";

interface SplunkEvent {
  readonly time: number;
  readonly event: unknown;
  readonly index?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface SplunkOptions {
  readonly token: string;
  /** How often it is asked for an acknowledgement before it gives it; absent: the token has none. */
  readonly acknowledgeAfter?: number;
}

export interface SplunkReceiver extends HttpReceiver {
  readonly events: SplunkEvent[];
  /** Of those that are indexed: organisation, id and row. */
  readonly taken: string[];
}

const text = (code: number, message: string, status: number, more: object = {}): Reply => ({
  status,
  body: { text: message, code, ...more },
});

/** What is wrong with one event, as the collector says it. */
function wrong(source: string, nth: number): Reply | undefined {
  const at = { "invalid-event-number": nth };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return text(6, "Invalid data format", 400, at);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return text(6, "Invalid data format", 400, at);
  const { event, index, fields = {}, time } = value as SplunkEvent;
  if (event === undefined) return text(12, "Event field is required", 400, at);
  if (event === "" || event === null) return text(13, "Event field cannot be blank", 400, at);
  if (index === "forbidden") return text(7, "Incorrect index", 400, at);
  if (typeof time !== "number" || time > 4e9) return text(6, "Invalid data format", 400, at);
  if (typeof event === "object" && "poison" in event) return text(6, "Invalid data format", 400, at);
  const flat = Object.values(fields).every((field) => typeof field !== "object");
  return flat ? undefined : text(15, "Error in handling indexed fields", 400, at);
}

/** A collector that keeps what stands before an event that it refuses, and gives an acknowledgement once. */
export async function splunkReceiver(options: SplunkOptions): Promise<SplunkReceiver> {
  const events: SplunkEvent[] = [];
  const taken: string[] = [];
  const channels = new Map<string, Map<number, number>>();
  let next = 0;

  function index(body: string, channel: Map<number, number>): Reply {
    const sources = concatenatedJson(body);
    if (sources.length === 0) return text(5, "No data", 400);
    for (const [nth, source] of sources.entries()) {
      const refusal = wrong(source, nth);
      if (refusal !== undefined) return refusal;
      const event: SplunkEvent = JSON.parse(source);
      events.push(event);
      const { bylaw_organization, bylaw_id, bylaw_row } = event.fields ?? {};
      taken.push(`${bylaw_organization}/${bylaw_id}/${bylaw_row}`);
    }
    if (options.acknowledgeAfter === undefined) return text(0, "Success", 200);
    channel.set(next, options.acknowledgeAfter);
    return text(0, "Success", 200, { ackId: next++ });
  }

  function acknowledge(body: string, channel: Map<number, number>): Reply {
    const asked: { acks: number[] } = JSON.parse(body);
    const acks = asked.acks.map((id) => {
      const left = channel.get(id);
      if (left === undefined) return [id, false];
      if (left > 0) channel.set(id, left - 1);
      else channel.delete(id);
      return [id, left === 0];
    });
    return { status: 200, body: { acks: Object.fromEntries(acks) } };
  }

  const receiver = await httpReceiver(({ path, headers, bytes }) => {
    if (headers.authorization === undefined) return text(2, "Token is required", 401);
    if (!headers.authorization.startsWith("Splunk ")) return text(3, "Invalid authorization", 401);
    if (headers.authorization !== `Splunk ${options.token}`) return text(4, "Invalid token", 403);
    const url = new URL(path, "http://splunk");
    const name = String(headers["x-splunk-request-channel"] ?? url.searchParams.get("channel") ?? "");
    if (options.acknowledgeAfter !== undefined && name === "")
      return text(10, "Data channel is missing", 400);
    if (name !== "" && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name))
      return text(11, "Invalid data channel", 400);
    const channel = channels.get(name) ?? new Map();
    channels.set(name, channel);
    const body = bytes.toString("utf8");
    if (url.pathname === "/services/collector/event") return index(body, channel);
    if (url.pathname !== "/services/collector/ack") return { status: 404 };
    return options.acknowledgeAfter === undefined
      ? text(14, "ACK is disabled", 400)
      : acknowledge(body, channel);
  });
  return { ...receiver, events, taken };
}
