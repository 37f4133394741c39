import { parseTarget, type Target } from "./target.ts";

/** An allowed target is an origin: one with a path would promise what is not kept. */
function readAllowed(text: string): Target | undefined {
  const url = URL.parse(text);
  const bare = url !== null && /^\/?$/.test(url.pathname) && url.search === "" && url.hash === "";
  return bare ? parseTarget(text) : undefined;
}

/** The targets that an operator allows; what names none allows nothing. */
export function allowedTargets(texts: readonly string[]): readonly Target[] {
  return texts.map(readAllowed).filter((target) => target !== undefined);
}

/** True when the operator allows that records go to a target. */
export function isAllowedTarget({ origin }: Target, texts: readonly string[]): boolean {
  return allowedTargets(texts).some((allowed) => allowed.origin === origin);
}
