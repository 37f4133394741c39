import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.ts";

/** A Friday at noon. */
export const friday = Date.parse("2026-11-20T12:00:00Z");

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by the tests
export type Body = any;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Client {
  readonly simulator: Simulator;
  login(): Promise<void>;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
}

const running: Simulator[] = [];

/** Closes every simulator that a test opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}

export async function askForToken(simulator: Simulator, secret = simulator.clientSecret): Promise<Response> {
  return fetch(`${simulator.loginUrl}/oauth/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${simulator.clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

/** Starts a small organisation and logs in to it. */
export async function open(options: Partial<SimulatorOptions> = {}): Promise<Client> {
  const limits = { perMinute: 1e6, guide: { requests: 1e6, seconds: 60 } };
  const simulator = await startSimulator({ seed: 7, size: "small", now: friday, limits, ...options });
  running.push(simulator);
  let token = "";
  const call = async (path: string, init: RequestInit): Promise<Reply> => {
    const url = path.startsWith("http") ? path : simulator.url + path;
    const headers = { Authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const client: Client = {
    simulator,
    login: async () => {
      token = ((await (await askForToken(simulator)).json()) as Body).access_token;
    },
    get: (path) => call(path, {}),
    post: (path, body) =>
      call(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
  await client.login();
  return client;
}
