import "undici";
import type { JsonObject } from "../../src/model/json.ts";
import type { OpenSink } from "../../src/model/sink.ts";
import { azureLogs } from "../../src/sinks/azure-logs.ts";
import { elasticsearch } from "../../src/sinks/elasticsearch.ts";
import { splunkHec } from "../../src/sinks/splunk-hec.ts";
import { webhook } from "../../src/sinks/webhook.ts";
import { type LentHost, lend, open } from "./lend.ts";
import { azureReceiver, azureSettings } from "./receivers/azure-receiver.ts";
import { elasticsearchReceiver } from "./receivers/elasticsearch-receiver.ts";
import type { HttpReceiver } from "./receivers/http-receiver.ts";
import { splunkReceiver } from "./receivers/splunk-receiver.ts";
import { webhookReceiver } from "./receivers/webhook-receiver.ts";

interface Started {
  readonly host: LentHost;
  readonly sink: OpenSink;
  readonly receiver: HttpReceiver & { readonly taken: readonly string[] };
}

/** Part of every secret that is lent to a sink, so that it can be looked for. */
export const canary = "CANARY";

const key = `whsec_${Buffer.from(`${canary} of at least 24 bytes`).toString("base64")}`;
const quick: JsonObject = { timeout: "PT1S" };

/** Every sink that speaks HTTP, before its receiver. */
export const httpSinks: Readonly<Record<string, () => Promise<Started>>> = {
  async webhook() {
    const receiver = await webhookReceiver(key);
    const host = lend([receiver.origin], { KEY: key, TOKEN: canary });
    const config = {
      url: receiver.origin,
      secret: { env: "KEY" },
      headers: { "X-Token": { env: "TOKEN" } },
      ...quick,
    };
    return { host, receiver, sink: await open(webhook(), config, host) };
  },
  async "splunk-hec"() {
    const receiver = await splunkReceiver({ token: canary, acknowledgeAfter: 1 });
    const host = lend([receiver.origin], { TOKEN: canary });
    const config = { url: receiver.origin, token: { env: "TOKEN" }, ...quick };
    return { host, receiver, sink: await open(splunkHec(), config, host) };
  },
  async "azure-logs"() {
    const receiver = await azureReceiver(canary);
    const host = lend([receiver.origin, receiver.login.origin], { ID: "app", SECRET: canary });
    const config = { ...azureSettings(receiver), ...quick };
    return { host, receiver, sink: await open(azureLogs(), config, host) };
  },
  async elasticsearch() {
    const receiver = await elasticsearchReceiver(`ApiKey ${canary}`);
    const host = lend([receiver.origin], { KEY: canary });
    const config = { url: receiver.origin, index: "audit", apiKey: { env: "KEY" }, ...quick };
    return { host, receiver, sink: await open(elasticsearch(), config, host) };
  },
};
