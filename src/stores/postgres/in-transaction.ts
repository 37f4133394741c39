import type { Client } from "pg";

/**
 * Does all of the work or none of it, durably, with a time limit for each statement.
 *
 * @throws what the work or the server throws
 */
export async function inTransaction<T>(client: Client, timeout: number, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    // Where the server's default acknowledges what it may still lose, this transaction waits.
    const durable =
      "set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)";
    await client.query(`SELECT set_config('statement_timeout', $1, true), ${durable}`, [`${timeout}ms`]);
    const result = await work();
    const { command } = await client.query("COMMIT");
    // A transaction that had failed is rolled back by COMMIT, without an error.
    if (command !== "COMMIT") throw Object.assign(new Error("Not committed"), { code: "25P02" });
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
