import type { JsonObject } from "../../../model/json.ts";
import { ok, type PermissionRule, type Route, type RouteContext } from "../../server/route.ts";

interface SettingsOptions {
  readonly path: string;
  readonly permissions?: PermissionRule;
  readonly product?: string;
  /** The one object that is answered. Throws ApiError to refuse. */
  read(params: Readonly<Record<string, string>>, context: RouteContext): JsonObject;
}

/** A GET operation of the platform that answers one object. */
export function settingsRoute({ path, permissions, product, read }: SettingsOptions): Route {
  return {
    surface: "platform",
    method: "GET",
    path,
    ...(permissions === undefined ? {} : { permissions }),
    ...(product === undefined ? {} : { product }),
    handle: ({ params }, context) => ok(read(params, context)),
  };
}
