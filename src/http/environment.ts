/** Reads an environment variable. */
export type Env = (name: string) => string | undefined;

/** True when the environment turns certificate checks off for the whole process: no request is sent then. */
export function certificatesUnchecked(env: Env): boolean {
  return env("NODE_TLS_REJECT_UNAUTHORIZED") === "0";
}

function bypasses(rule: string, host: string): boolean {
  const name = rule
    .trim()
    .toLowerCase()
    .replace(/^\*?\.?/, "")
    .replace(/:\d+$/, "");
  return rule.trim() === "*" || (name !== "" && (host === name || host.endsWith(`.${name}`)));
}

/** Proxy that the environment names for a host (`HTTPS_PROXY`, `NO_PROXY`, either case). */
export function proxyFor(origin: string, env: Env): string | undefined {
  const proxy = env("https_proxy") ?? env("HTTPS_PROXY");
  if (proxy === undefined || proxy === "") return undefined;
  const host = new URL(origin).hostname;
  const excluded = (env("no_proxy") ?? env("NO_PROXY") ?? "").split(",");
  return excluded.some((rule) => bypasses(rule, host)) ? undefined : proxy;
}
