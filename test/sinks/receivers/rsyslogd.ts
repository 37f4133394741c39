import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const cache = resolve(import.meta.dirname, "../../../node_modules/.cache/rsyslog");

function apt(...args: readonly string[]): void {
  execFileSync("apt-get", [...args], { stdio: ["ignore", "ignore", "pipe"], timeout: 120_000 });
}

/** Downloads the daemon with its driver for TLS, and the libraries that this machine lacks for them. */
function download(folder: string): void {
  const here = ["-o", "Debug::NoLocking=1", "-o", `Dir::Cache::archives=${folder}`];
  const only = ["--yes", "--download-only", "--reinstall", "--no-install-recommends"];
  apt("install", ...only, ...here, "rsyslog", "rsyslog-gnutls");
}

function unpack(folder: string): void {
  mkdirSync(join(folder, "partial"));
  try {
    download(folder);
  } catch {
    apt("update", "-qq");
    download(folder);
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb")))
    execFileSync("dpkg", ["-x", file, "root"], { cwd: folder });
}

export type Installed = { readonly root: string } | { readonly missing: string };

/** Downloads rsyslog from Debian and unpacks it beside the packages of npm, once; nothing is installed. */
export function installRsyslog(): Installed {
  const root = join(cache, "root");
  if (existsSync(join(root, "usr/sbin/rsyslogd"))) return { root };
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "unpacking-"));
  try {
    unpack(folder);
    renameSync(join(folder, "root"), root);
  } catch (error) {
    if (!existsSync(join(root, "usr/sbin/rsyslogd")))
      return {
        missing: `no Debian packages: ${error instanceof Error ? error.message.slice(0, 200) : "unknown"}`,
      };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { root };
}

/** A port of this machine that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  await new Promise((closed) => {
    server.close(closed);
  });
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.end());
  });
}

/** One message as the daemon understood it. */
export interface Understood {
  readonly pri: string;
  readonly time: string;
  readonly host: string;
  readonly app: string;
  readonly msgid: string;
  readonly sd: string;
  readonly msg: string;
}

export interface Rsyslogd {
  readonly port: number;
  /** The file it writes to, a message in each line as JSON. */
  readonly written: string;
  /** What it wrote to its file so far. */
  understood(): readonly Understood[];
  /** Waits until it wrote so many messages. */
  settled(count: number): Promise<readonly Understood[]>;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Files of a TLS receiver; with `ca`, clients have to have a certificate. */
export interface ServerFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly askForCertificate: boolean;
}

/** The folder of Debian's libraries for this machine, whatever it is. */
function libraries(root: string): string {
  const name = readdirSync(join(root, "usr/lib")).find((each) => each.includes("-linux-gnu"));
  return join(root, "usr/lib", name ?? "");
}

function configuration(root: string, folder: string, port: number, tls: ServerFiles | undefined): string {
  const modules = join(libraries(root), "rsyslog");
  const driver =
    tls === undefined
      ? ""
      : `StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="${tls.askForCertificate ? "x509/certvalid" : "anon"}"`;
  const files =
    tls === undefined
      ? ""
      : `DefaultNetstreamDriverCAFile="${tls.ca}" DefaultNetstreamDriverCertFile="${tls.cert}" DefaultNetstreamDriverKeyFile="${tls.key}"`;
  const properties = {
    pri: "pri",
    time: "timereported:::date-rfc3339",
    host: "hostname",
    app: "app-name",
    msgid: "msgid",
    sd: "structured-data",
    msg: "msg",
  };
  const members = Object.entries(properties).map(([name, value]) => {
    const [property, ...options] = value.split(":::");
    return `  constant(value="${name === "pri" ? "{" : ","}\\"${name}\\":\\"") property(name="${property}" format="json"${options.includes("date-rfc3339") ? ' dateFormat="rfc3339"' : ""}) constant(value="\\"")`;
  });
  return [
    `global(workDirectory="${folder}" maxMessageSize="256k" ${files})`,
    `module(load="${modules}/imtcp" ${driver})`,
    `template(name="json" type="list") {`,
    ...members,
    '  constant(value="}\\n")',
    "}",
    `input(type="imtcp" address="127.0.0.1" port="${port}")`,
    `action(type="omfile" file="${folder}/received.ndjson" template="json" asyncWriting="off" flushOnTXEnd="on")`,
    "",
  ].join("\n");
}

/** A daemon of Debian on a port of loopback, in a folder of its own. */
export async function rsyslogd(root: string, tls?: ServerFiles): Promise<Rsyslogd> {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-rsyslog-"));
  const port = await freePort();
  const file = join(folder, "rsyslog.conf");
  const written = join(folder, "received.ndjson");
  writeFileSync(file, configuration(root, folder, port, tls));
  const library = libraries(root);
  const env = { LD_LIBRARY_PATH: library, RSYSLOG_MODDIR: join(library, "rsyslog") };
  let child: ChildProcess | undefined;
  const daemon: Rsyslogd = {
    port,
    written,
    understood() {
      if (!existsSync(written)) return [];
      const lines = readFileSync(written, "utf8").split("\n").slice(0, -1);
      return lines.map((line) => JSON.parse(line)).filter(({ app }) => app !== "rsyslogd");
    },
    async settled(count) {
      for (let turn = 0; turn < 200 && daemon.understood().length < count; turn++) await pause(25);
      return daemon.understood();
    },
    async start() {
      let said = "";
      child = spawn(join(root, "usr/sbin/rsyslogd"), ["-n", "-f", file, "-i", join(folder, "pid")], {
        env,
        stdio: ["ignore", "ignore", "pipe"],
      });
      child.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString("utf8");
      });
      for (let turn = 0; turn < 200; turn++) {
        if (await listens(port)) return;
        if (child.exitCode !== null) break;
        await pause(25);
      }
      throw new Error(`rsyslogd does not listen: ${said}`);
    },
    async stop(signal = "SIGTERM") {
      const running = child;
      child = undefined;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise((exited) => {
        running.once("exit", exited);
      });
      running.kill(signal);
      await gone;
    },
  };
  await daemon.start();
  return daemon;
}
