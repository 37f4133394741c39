/** True for a host that never leaves this machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/**
 * Origin of a base URL that a person configured.
 *
 * @returns the origin, or undefined when the text is no URL that a token may be sent to: https, or plain
 *   http to this machine only, without user information
 */
export function allowedOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url.origin;
  return undefined;
}

/**
 * Resolves a URL and pins it. `//evil`, `\\evil`, `https://api@evil` and a tab in the host all parse, so the
 * decision is made on the parsed result and never on the text.
 *
 * @param origins allowed ones; the first is the base of relative URLs
 * @returns the URL, or undefined when it would leave the allowed origins
 */
export function pinnedUrl(text: string, origins: readonly string[]): URL | undefined {
  const url = URL.parse(text, origins[0]);
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  if (!origins.includes(url.origin) || allowedOrigin(url.origin) === undefined) return undefined;
  return url;
}
