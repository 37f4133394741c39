import { Webhook } from "standardwebhooks";
import { type HttpReceiver, httpReceiver } from "./http-receiver.ts";

interface Item {
  readonly organization: string;
  readonly id: string;
  readonly row: number;
  readonly data: { readonly poison?: boolean };
}

export interface WebhookReceiver extends HttpReceiver {
  /** What was taken, by organisation, id and row, in the order it came. */
  readonly taken: string[];
  /** Messages that came again: their id was seen before. */
  readonly again: string[];
}

/** A receiver that checks signatures with the library of the specification, and knows a message that comes again. */
export async function webhookReceiver(secret: string): Promise<WebhookReceiver> {
  const taken: string[] = [];
  const again: string[] = [];
  const known = new Set<string>();
  const receiver = await httpReceiver(({ headers, bytes }) => {
    const text = bytes.toString("utf8");
    try {
      new Webhook(secret).verify(text, headers as Record<string, string>);
    } catch {
      return { status: 401, body: "who are you" };
    }
    const id = String(headers["webhook-id"]);
    if (known.has(id)) {
      again.push(id);
      return { status: 204 };
    }
    const items: Item[] = [JSON.parse(text)].flat();
    if (items.some(({ data }) => data.poison === true)) return { status: 422, body: "SECRET of the record" };
    known.add(id);
    taken.push(...items.map((item) => `${item.organization}/${item.id}/${item.row}`));
    return { status: 200, body: "ok" };
  });
  return { ...receiver, taken, again };
}
