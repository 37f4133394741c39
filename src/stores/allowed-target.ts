const usualPorts: Readonly<Record<string, string>> = {
  "http:": "80",
  "https:": "443",
  "postgres:": "5432",
};

/** Protocol, host and port of a URL; undefined when it has no host, or a protocol of none of the stores. */
export function targetOf(url: URL): string | undefined {
  const protocol = url.protocol === "postgresql:" ? "postgres:" : url.protocol;
  const port = url.port === "" ? usualPorts[protocol] : url.port;
  /* Hosts of schemes that browsers do not know are left as they stand: https brings them into their form. */
  const host = URL.parse(`https://${url.hostname}/`)?.hostname ?? "";
  return port === undefined || host === "" ? undefined : `${protocol}//${host}:${port}`;
}

/** True when the operator allows that records go to a target. */
export function isAllowedTarget(target: string, allowedTargets: readonly string[]): boolean {
  return allowedTargets.some((text) => {
    const url = URL.parse(text);
    return url !== null && targetOf(url) === target;
  });
}
