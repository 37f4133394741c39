import type { Client } from "pg";
import { untilAborted } from "../../http/until-aborted.ts";
import type { PostgresSettings } from "./read-settings.ts";

const connectTimeout = 10_000;

/** A connection that has been lost, or not, without anybody having asked it anything. */
export interface Connection {
  readonly client: Client;
  readonly lost: boolean;
}

/**
 * Connects to what the settings say: no variable of the environment and no password file leads elsewhere.
 *
 * @throws what pg throws, or the reason of the signal
 */
export async function connect(settings: PostgresSettings, signal: AbortSignal): Promise<Connection> {
  const { Client } = await import("./pg.ts");
  const { host, port, user, database, password, tls, ca, timeout } = settings;
  const client = new Client({
    host,
    port,
    user,
    database,
    // A function keeps pg from looking elsewhere for a password.
    password: () => password ?? "",
    ssl: tls ? { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) } : false,
    client_encoding: "UTF8",
    application_name: "bylaw",
    connectionTimeoutMillis: connectTimeout,
    // The server's own limit comes first; this one is for a server that does not answer at all.
    query_timeout: timeout + 5_000,
    keepAlive: true,
  });
  const state = { client, lost: false };
  const lose = (): void => {
    state.lost = true;
  };
  client.on("error", lose).on("end", lose);
  try {
    await untilAborted(client.connect(), signal);
  } catch (error) {
    void disconnect(state);
    throw error;
  }
  return state;
}

/** Lets a connection go, in whatever state it is. */
export async function disconnect({ client }: Connection): Promise<void> {
  await client.end().catch(() => undefined);
}
