import type { JsonObject } from "../../../model/json.ts";
import { formatTimestamp } from "../../../time/timestamp.ts";
import { compact } from "../../compact.ts";
import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { day } from "../spans.ts";
import { uuidFor } from "../uuid.ts";

/** Limits as the platform ships them, by the service that has them. */
const defaults: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  architect: { "flow.count": 2_000, "flow.size.max": 500_000, "execution.data.max": 10_000 },
  audit: { "query.interval.days.max": 30, "query.concurrent.max": 1 },
  "auth.api": { "oauth.client.count": 500, "session.count.max": 40 },
  authorization: { "division.count": 70, "role.count": 400 },
  datatables: { "datatable.count": 200, "datatable.row.count": 5_000 },
  "platform.api": {
    "client.credentials.token.rate.per.minute": 300,
    "org.app.user.rate.per.minute": 3_000,
    "token.rate.per.minute": 300,
  },
  routing: { "queue.count": 5_000, "skill.count": 500, "wrapup.code.count": 4_000 },
  search: {},
  users: { "user.count": 50_000 },
};

/** Limits that were raised for this organisation, and who asked; one of them nobody can explain. */
const raised = [
  ["platform.api", "client.credentials.token.rate.per.minute", 600, "ChangeImplemented"],
  ["datatables", "datatable.row.count", 10_000, "ChangeImplemented"],
  ["authorization", "role.count", 600, undefined],
  ["routing", "skill.count", 700, "Pending"],
  ["architect", "flow.count", 4_000, "Rejected"],
] as const;

export const limitNamespaces: readonly string[] = Object.keys(defaults);

/** Limits of a service as shipped; undefined for one that there is not. */
export function defaultLimits(namespace: string): readonly JsonObject[] | undefined {
  const limits = Object.hasOwn(defaults, namespace) ? defaults[namespace] : undefined;
  return limits && Object.entries(limits).map(([key, value]) => ({ key, namespace, value }));
}

/** Limits of a service as they are in this organisation. */
export function currentLimits(namespace: string): readonly JsonObject[] | undefined {
  return defaultLimits(namespace)?.map((limit) => {
    const change = raised.find(
      ([service, key, , status]) =>
        service === namespace && key === limit["key"] && status !== "Pending" && status !== "Rejected",
    );
    return change === undefined ? limit : { ...limit, value: change[2] };
  });
}

/** Requests to change a limit, newest first. */
export function limitChangeRequests({ seed, now }: OrgBase): readonly JsonObject[] {
  return raised.flatMap(([namespace, key, value, status], index) => {
    if (status === undefined) return [];
    const random = randomFor(seed, "limit-change", index);
    const created = now - (8 + 40 * index + random.between(0, 30)) * day;
    const done = status === "ChangeImplemented" || status === "Rejected";
    return [
      compact({
        id: uuidFor(seed, "limit-change", index),
        key,
        namespace,
        requestedValue: value,
        currentValue: defaults[namespace]?.[key] ?? 0,
        description: `More ${key} for the winter season`,
        supportCaseUrl: `https://support.northwind-care.example/cases/${1_000 + index}`,
        status,
        dateCreated: formatTimestamp(created),
        dateCompleted: done ? formatTimestamp(created + 6 * day) : undefined,
        rejectReason: status === "Rejected" ? "IncreaseNotRequired" : undefined,
        selfUri: `/api/v2/organizations/limits/changerequests/${uuidFor(seed, "limit-change", index)}`,
      }),
    ];
  });
}
