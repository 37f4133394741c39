import type { Delivery } from "../model/sink.ts";

/** A delivery as it waits in a spool. Those of earlier versions have the raw record parsed. */
export function spooledDelivery(text: string): Delivery {
  const { raw, ...delivery }: Omit<Delivery, "raw"> & { readonly raw: unknown } = JSON.parse(text);
  return { ...delivery, raw: typeof raw === "string" ? raw : JSON.stringify(raw) };
}
