import type { Sink } from "../model/sink.ts";
import { azureLogs } from "./azure-logs.ts";
import { elasticsearch } from "./elasticsearch.ts";
import { file } from "./file.ts";
import { splunkHec } from "./splunk-hec.ts";
import { syslog } from "./syslog.ts";
import { webhook } from "./webhook.ts";

/** The built-in sinks. */
export const builtInSinks: readonly Sink[] = [
  webhook(),
  splunkHec(),
  syslog(),
  azureLogs(),
  elasticsearch(),
  file,
];
