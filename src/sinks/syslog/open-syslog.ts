import { certificatesUnchecked } from "../../http/environment.ts";
import { readAuthorities, readPem } from "../../http/read-pem.ts";
import type { OpenSink, SinkHost } from "../../model/sink.ts";
import { guardedLookup } from "../network/guarded-lookup.ts";
import { permitTarget } from "../network/permit-target.ts";
import type { SinkNetwork } from "../network/sink-network.ts";
import type { Settings } from "../settings/settings.ts";
import { encodeFrames } from "./encode-frames.ts";
import { messageEncoder } from "./encode-message.ts";
import { openSocket, type TlsFiles } from "./open-socket.ts";
import { sendAndClose } from "./send-and-close.ts";

interface NoFiles {
  readonly problem: string;
}

function readFiles(settings: Settings, root: string): TlsFiles | NoFiles {
  const authorities = readAuthorities(settings.value("caFile"), root);
  if ("problem" in authorities) return authorities;
  const cert = readPem("certFile", settings.value("certFile"), root);
  if ("problem" in cert) return cert;
  const key = readPem("keyFile", settings.value("keyFile"), root);
  if ("problem" in key) return key;
  return {
    ...authorities,
    ...(cert.pem === undefined ? {} : { cert: cert.pem }),
    ...(key.pem === undefined ? {} : { key: key.pem }),
  };
}

/** Opens the sink; nothing is connected to yet. */
export function openSyslog(settings: Settings, host: SinkHost, network: SinkNetwork): OpenSink | NoFiles {
  const permitted = permitTarget("url", settings.text("url"), host.allowedTargets);
  if (!permitted.ok) return permitted;
  const { target, mayConnect } = permitted;
  if (target.protocol.startsWith("http")) return { problem: "url is tls://host:port or tcp://host:port" };
  if (certificatesUnchecked(host.env))
    return { problem: "NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: unset it" };
  const files = readFiles(settings, host.root);
  if ("problem" in files) return files;
  const lookup = guardedLookup(mayConnect, network.lookup);
  const encode = messageEncoder(settings);
  const longest = settings.number("maxMessageBytes");
  const untilClosed = settings.text("confirm") === "closed";
  const timeout = settings.milliseconds("timeout");
  return {
    batch: { count: settings.number("batchCount"), bytes: settings.number("batchBytes") },
    async deliver(batch) {
      const { bytes, rejected } = encodeFrames(batch, encode, longest);
      if (bytes.byteLength === 0) return { ok: true, rejected };
      const open = () => openSocket(target, lookup, files);
      const outcome = await sendAndClose(open, bytes, untilClosed, timeout, host.signal);
      return outcome.ok ? { ok: true, rejected } : outcome;
    },
    close: async () => undefined,
  };
}
