import { createHash } from "node:crypto";
import { type HttpReceiver, httpReceiver, type Reply } from "./http-receiver.ts";

export interface ElasticsearchReceiver extends HttpReceiver {
  /** Documents by their id. */
  readonly documents: Map<string, Record<string, unknown>>;
  /** Organisation, id and row of the documents, where they are among those that tests deliver. */
  readonly taken: string[];
  /** What happens to the documents of the next requests, by place. */
  readonly itemFaults: Record<number, { readonly status: number; readonly type: string }>[];
}

const known = new Map(
  ["a", "b"].flatMap((id) =>
    [0, 1, 2].map((row) => {
      const hash = createHash("sha256")
        .update(JSON.stringify(["org-1", id, row]))
        .digest("base64url");
      return [hash, `org-1/${id}/${row}`] as const;
    }),
  ),
);

const refused = (status: number, type: string): Reply => ({
  status,
  body: { error: { type, reason: "SECRET" }, status },
});

/** A bulk API that takes `create` and judges every document of its own. */
export async function elasticsearchReceiver(authorization: string): Promise<ElasticsearchReceiver> {
  const documents = new Map<string, Record<string, unknown>>();
  const taken: string[] = [];
  const itemFaults: ElasticsearchReceiver["itemFaults"] = [];

  function create(id: string, source: string, fault: { status: number; type: string } | undefined) {
    const item = (status: number, type?: string) => ({
      create: {
        _index: "audit",
        _id: id,
        status,
        ...(type === undefined ? { result: "created" } : { error: { type, reason: `SECRET of ${source}` } }),
      },
    });
    if (fault !== undefined) return item(fault.status, fault.type);
    if (documents.has(id)) return item(409, "version_conflict_engine_exception");
    const document: Record<string, unknown> = JSON.parse(source);
    if ("poison" in document) return item(400, "document_parsing_exception");
    documents.set(id, document);
    taken.push(known.get(id) ?? id);
    return item(201);
  }

  const receiver = await httpReceiver(({ path, headers, bytes }) => {
    if (headers.authorization !== authorization) return refused(401, "security_exception");
    if (!/^\/audit\/_bulk(\?pipeline=clean)?$/.test(path)) return refused(404, "index_not_found_exception");
    if (!/^application\/x-ndjson$/.test(headers["content-type"] ?? "")) return refused(406, "content_type");
    const text = bytes.toString("utf8");
    if (!text.endsWith("\n")) return refused(400, "illegal_argument_exception");
    const lines = text.slice(0, -1).split("\n");
    if (lines.length % 2 === 1) return refused(400, "action_request_validation_exception");
    const faults = itemFaults.shift() ?? {};
    const items = Array.from({ length: lines.length / 2 }, (_, place) => {
      const action = JSON.parse(lines[place * 2]!);
      return create(String(action.create._id), lines[place * 2 + 1]!, faults[place]);
    });
    const errors = items.some(({ create: { status } }) => status >= 300);
    return { status: 200, body: { took: 3, errors, items } };
  });
  return { ...receiver, documents, taken, itemFaults };
}
