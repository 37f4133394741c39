import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import { postgresBinaries } from "./postgres-binaries.ts";

export interface PostgresServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** A connection of the server's owner. */
  connect(database?: string): Promise<Client>;
  start(): Promise<void>;
  /** Like a crash when asked for. */
  stop(signal?: "SIGINT" | "SIGKILL"): Promise<void>;
  /** Stops it and takes its files away. */
  remove(): Promise<void>;
}

const user = "bylaw_owner";
const password = "correct horse";
const certificates = join(import.meta.dirname, "../http/certificates");

/** PostgreSQL refuses to be root: `nobody` is on every system. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
const asUser = nobody ?? {};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Those that serve connections: they would outlive a server that is killed, by a moment. */
function childrenOf(pid = 0): readonly number[] {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return pids.trim().split(" ").filter(Boolean).map(Number);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function own(path: string, mode: number): void {
  chmodSync(path, mode);
  if (nobody !== undefined) chownSync(path, nobody.uid, nobody.gid);
}

/** Makes a cluster whose owner has a password, and that offers TLS with one of the test certificates. */
function makeCluster(folder: string, bin: string): string {
  const data = join(folder, "data");
  const secret = join(folder, "password");
  mkdirSync(data);
  writeFileSync(secret, password);
  for (const path of [folder, data]) own(path, 0o700);
  own(secret, 0o600);
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const args = ["-D", data, "-U", user, `--pwfile=${secret}`, ...options];
  const { status, stderr } = spawnSync(join(bin, "initdb"), args, { encoding: "utf8", cwd: "/", ...asUser });
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
  appendFileSync(join(data, "postgresql.conf"), "ssl = on\n");
  for (const [from, to] of [
    ["good.pem", "server.crt"],
    ["good.key.pem", "server.key"],
  ] as const) {
    copyFileSync(join(certificates, from), join(data, to));
    own(join(data, to), 0o600);
  }
  return data;
}

/** A real server on a loopback port, in a folder of its own; it is not started yet. */
export async function postgresServer(): Promise<PostgresServer> {
  const bin = postgresBinaries();
  const folder = mkdtempSync(join(tmpdir(), "bylaw-postgres-"));
  const data = makeCluster(folder, bin);
  const port = await freePort();
  const logFile = join(folder, "log");
  const log = openSync(logFile, "a");
  let child: ChildProcess | undefined;
  const connect = async (database = "postgres"): Promise<Client> => {
    const client = new Client({ host: "127.0.0.1", port, user, password, database });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const kill = (): void => void child?.kill("SIGKILL");
  process.once("exit", kill);
  const server: PostgresServer = {
    port,
    user,
    password,
    connect,
    async start() {
      const settings = {
        port,
        listen_addresses: "127.0.0.1",
        unix_socket_directories: "",
        fsync: "off",
      };
      const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      const args = ["-D", data, ...flags];
      for (let attempt = 0; ; attempt++) {
        if (child === undefined || child.exitCode !== null) {
          // After a crash it does not start until the last of its processes is gone.
          child = spawn(join(bin, "postgres"), args, { cwd: "/", stdio: ["ignore", log, log], ...asUser });
        }
        try {
          return await (await connect()).end();
        } catch (error) {
          if (attempt > 600) throw new Error(`${readFileSync(logFile, "utf8")}\n${String(error)}`);
          await setTimeout(50);
        }
      }
    },
    async stop(signal = "SIGINT") {
      if (child === undefined) return;
      const ended = once(child, "exit");
      const orphans = signal === "SIGKILL" ? childrenOf(child.pid) : [];
      child.kill(signal);
      for (const pid of orphans) killIfThere(pid);
      await ended;
      child = undefined;
    },
    async remove() {
      await server.stop("SIGINT");
      process.removeListener("exit", kill);
      closeSync(log);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}
