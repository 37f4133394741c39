import { decodeText } from "./decode-text.ts";
import type { Route } from "./route.ts";

interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** What a path leads to: a route, other methods of the same path, or nothing. */
type Lookup = RouteMatch | { readonly allow: readonly string[] };

export type Router = (method: string, path: string) => Lookup;

function compile(path: string): RegExp {
  const source = path
    .split("/")
    .map((part) => (part.startsWith("{") ? `(?<${part.slice(1, -1)}>[^/]+)` : part.replace(/[.]/g, "\\.")))
    .join("/");
  return new RegExp(`^${source}$`);
}

/** Looks routes up by method and path; a route without parameters goes before one with. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes
    .map((route) => ({ route, pattern: compile(route.path) }))
    .sort((left, right) => left.route.path.split("{").length - right.route.path.split("{").length);
  return (method, path) => {
    const allow = new Set<string>();
    for (const { route, pattern } of compiled) {
      const match = pattern.exec(path);
      if (match === null) continue;
      const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeText(value)]);
      if (route.method === method) return { route, params: Object.fromEntries(params) };
      allow.add(route.method);
    }
    return { allow: [...allow] };
  };
}
