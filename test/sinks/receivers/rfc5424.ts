/** A message as the standard reads it. */
export interface SyslogMessage {
  readonly priority: number;
  readonly timestamp: string;
  readonly hostname: string;
  readonly appName: string;
  readonly procId: string;
  readonly msgId: string;
  readonly sdId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Divides a stream into its messages by octet counting (RFC 6587 3.4.1), in bytes.
 *
 * @throws where the stream does not keep to it
 */
export function unframe(stream: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at < stream.byteLength; ) {
    const space = stream.indexOf(0x20, at);
    const digits = stream.subarray(at, space).toString("latin1");
    if (!/^[1-9]\d*$/.test(digits)) throw new Error(`no length: ${digits.slice(0, 20)}`);
    const end = space + 1 + Number(digits);
    if (end > stream.byteLength) throw new Error("the stream ends within a message");
    messages.push(stream.subarray(space + 1, end));
    at = end;
  }
  return messages;
}

const header =
  /^<(0|[1-9]\d{0,2})>1 (-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) \[([!#-<>-\\^-~]{1,32})/u;
const parameter = /^ ([!#-<>-\\^-~]{1,32})="((?:[^"\\\]]|\\["\\\]])*)"/u;

/**
 * Reads a message by the grammar of RFC 5424, with structured data of one element.
 *
 * @throws where the message does not keep to it
 */
export function readMessage(bytes: Buffer): SyslogMessage {
  const source = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const found = header.exec(source);
  if (found === null) throw new Error("no header");
  const [whole, priority, timestamp = "", hostname = "", appName = "", procId = "", msgId = "", sdId = ""] =
    found;
  if (Number(priority) > 191) throw new Error("no priority");
  let rest = source.slice(whole.length);
  const parameters: Record<string, string> = {};
  for (let next = parameter.exec(rest); next !== null; next = parameter.exec(rest)) {
    const [all, name = "", value = ""] = next;
    parameters[name] = value.replace(/\\(["\\\]])/g, "$1");
    rest = rest.slice(all.length);
  }
  if (!rest.startsWith("] ")) throw new Error("no end of structured data");
  if (rest.startsWith("] \ufeff")) throw new Error("a byte order mark");
  return {
    priority: Number(priority),
    timestamp,
    hostname,
    appName,
    procId,
    msgId,
    sdId,
    parameters,
    text: rest.slice(2),
  };
}
