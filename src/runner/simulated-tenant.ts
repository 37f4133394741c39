import { isAbsolute, join } from "node:path";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Tenant } from "../model/project.ts";
import { readFaults } from "./read-faults.ts";

/** A tenant that is served from this process, and how to end it. */
export interface SimulatedTenant {
  readonly tenant: Tenant;
  close(): Promise<void>;
}

/** The settings of a tenant that is to be simulated; undefined for any other. */
export function simulation(tenant: Tenant): JsonObject | undefined {
  const settings = tenant.config["simulated"];
  return isJsonObject(settings) ? settings : undefined;
}

/**
 * Starts a simulated org on the loopback interface and points the tenant at it: from here on it is read
 * like any other, over HTTP.
 *
 * @param root absolute project folder, for the file of faults
 * @param now the pinned clock, epoch milliseconds
 */
export async function startSimulatedTenant(
  tenant: Tenant,
  settings: JsonObject,
  root: string,
  now: number,
): Promise<SimulatedTenant> {
  const { startSimulator } = await import("../simulator/index.ts");
  const { seed, size, faults } = settings;
  const simulator = await startSimulator({
    seed: typeof seed === "number" ? seed : 7,
    size: size === "medium" || size === "large" ? size : "small",
    now,
    ...(typeof faults === "string"
      ? { faults: await readFaults(isAbsolute(faults) ? faults : join(root, faults)) }
      : {}),
  });
  const { simulated: _simulated, ...kept } = tenant.config;
  const { url: baseUrl, loginUrl, clientId, clientSecret } = simulator;
  const config = { ...kept, baseUrl, loginUrl, credentials: { clientId, clientSecret } };
  return { tenant: { ...tenant, config }, close: () => simulator.close() };
}
