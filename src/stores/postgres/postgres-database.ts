import { untilAborted } from "../../http/until-aborted.ts";
import { type Connection, connect, disconnect } from "./connect.ts";
import { inTransaction } from "./in-transaction.ts";
import { isAnswer } from "./postgres-failure.ts";
import type { PostgresSettings } from "./read-settings.ts";

/** Keeps one connection, and makes a new one after it was lost. */
export class PostgresDatabase {
  readonly #settings: PostgresSettings;
  readonly #signal: AbortSignal;
  readonly #begin: (client: Connection["client"]) => Promise<void>;
  #connection: Connection | undefined;

  /** @param begin what every new connection does first; one for which it throws is not kept */
  constructor(
    settings: PostgresSettings,
    signal: AbortSignal,
    begin: (client: Connection["client"]) => Promise<void> = async () => undefined,
  ) {
    this.#settings = settings;
    this.#signal = signal;
    this.#begin = begin;
  }

  async #client(): Promise<Connection["client"]> {
    if (this.#connection?.lost === true) await this.close();
    if (this.#connection === undefined) {
      const connection = await connect(this.#settings, this.#signal);
      this.#connection = connection;
      try {
        await untilAborted(this.#begin(connection.client), this.#signal);
      } catch (error) {
        await this.close();
        throw error;
      }
    }
    return this.#connection.client;
  }

  /** Does work in a transaction. @throws what the server or the connection throws, or the signal's reason */
  async transaction<T>(work: (client: Connection["client"], schema: string) => Promise<T>): Promise<T> {
    const { timeout, schema } = this.#settings;
    const client = await this.#client();
    try {
      return await untilAborted(
        inTransaction(client, timeout, () => work(client, schema)),
        this.#signal,
      );
    } catch (error) {
      // What the server answered leaves the connection good; after anything else nobody knows its state.
      if (!isAnswer(error)) await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined) await disconnect(connection);
  }
}
