import { defaultLimits } from "../../http/limits.ts";
import { networkFailure } from "../../http/network-failure.ts";
import { createTransport, type Transport } from "../../http/transport.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Delivery, DeliveryOutcome, OpenSink, SinkHost } from "../../model/sink.ts";
import { entriesOf } from "../entries.ts";
import { type Partition, partitionsOf } from "../partitions.ts";
import { undelivered } from "../undelivered.ts";
import { objectOf } from "./object-of.ts";
import { putObject } from "./put-object.ts";
import { readSettings, type S3Settings } from "./read-settings.ts";
import type { S3Network } from "./s3.ts";
import { type Answer, s3Failure } from "./s3-failure.ts";

/** Objects sent at the same time. */
const together = 4;

interface Bucket {
  readonly settings: S3Settings;
  readonly transport: Transport;
  readonly host: SinkHost;
}

/**
 * True when the service says that it has the object. Every service tells an object's tag; a page of a proxy that
 * answers with 200 does not.
 */
function isKept({ status, headers }: Answer, overwrite: boolean): boolean {
  if (status === 412) return !overwrite;
  return (status === 200 || status === 201) && (headers["etag"] ?? "") !== "";
}

/** Sends one partition. @returns why it is not known to be there */
async function send(
  partition: Partition,
  { settings, transport, host }: Bucket,
): Promise<DeliveryOutcome | undefined> {
  const { what, timeout, prefix, overwrite, base } = settings;
  const object = await objectOf(partition, prefix);
  const deadline = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([host.signal, deadline]);
  try {
    const dispatcher = await transport.dispatcher(new URL(base));
    const answer = await putObject(object, { settings, dispatcher, now: host.now(), signal });
    if (isKept(answer, overwrite)) return undefined;
    if (answer.status < 300)
      return undelivered({
        problem: `${what} answered without saying that it has the object`,
        lasting: false,
      });
    return s3Failure(answer, what);
  } catch (error) {
    host.signal.throwIfAborted();
    const { failure, repeat } = networkFailure(error, what, deadline.aborted);
    return undelivered({ problem: failure.reason.message, lasting: repeat === "no" });
  }
}

/** Sends partitions, some at a time, until one fails. */
async function sendAll(
  partitions: readonly Partition[],
  bucket: Bucket,
): Promise<DeliveryOutcome | undefined> {
  let failure: DeliveryOutcome | undefined;
  const rest = partitions.values();
  const work = async (): Promise<void> => {
    for (const partition of rest) {
      failure ??= await send(partition, bucket);
      if (failure !== undefined) return;
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return failure;
}

async function deliver(batch: readonly Delivery[], bucket: Bucket): Promise<DeliveryOutcome> {
  const { entries, rejected } = entriesOf(batch);
  const partitions = Map.groupBy(partitionsOf(entries), ({ tree }) => tree);
  // Where a raw record is, its rows are.
  for (const tree of ["rows", "raw"] as const) {
    const failure = await sendAll(partitions.get(tree) ?? [], bucket);
    if (failure !== undefined) return failure;
  }
  return { ok: true, rejected };
}

/** A bucket, open for deliveries: one object for each kind and day of a batch. */
export function openS3(
  config: JsonObject,
  host: SinkHost,
  network: S3Network,
): OpenSink | { readonly problem: string } {
  const settings = readSettings(config, host);
  if ("problem" in settings) return settings;
  const { ca, proxy, timeout } = settings;
  const transport = createTransport({
    ...network,
    ...(ca === undefined ? {} : { ca }),
    ...(proxy === undefined ? {} : { proxy }),
    limits: { ...defaultLimits, connections: together, headersTimeout: timeout, bodyTimeout: timeout },
  });
  return {
    batch: { count: 10_000, bytes: 16 * 1024 * 1024 },
    async deliver(batch) {
      host.signal.throwIfAborted();
      return deliver(batch, { settings, transport, host });
    },
    close: () => transport.close(),
  };
}
