import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Waiver } from "../../model/waiver.ts";
import { parseTimestamp } from "../../time/timestamp.ts";
import { waiversSchema } from "../schemas/waivers-schema.ts";
import type { ParsedText } from "../text/parse-text.ts";
import { childOf, type SourceNode, textOf, valueLocation } from "../text/source-node.ts";
import { isCalendarDate } from "../validation/schema-formats.ts";
import { readDocument } from "./read-document.ts";

/** A waiver with the node it was read from. */
export interface ReadWaiver {
  readonly waiver: Waiver;
  readonly node: SourceNode;
}

/** Reads `waivers.yaml`. A waiver with a mistake is reported and left out: it must not waive more than was meant. */
export function readWaivers(parsed: ParsedText): {
  readonly waivers: readonly ReadWaiver[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { root, diagnostics } = readDocument(parsed, waiversSchema, "the waiver file");
  const list = childOf(root, "waivers");
  const items = list?.kind === "list" ? list.items : [];
  const waivers = items.flatMap((node) => {
    const waiver = waiverOf(node);
    return waiver === undefined ? [] : [{ waiver, node }];
  });
  return { waivers, diagnostics };
}

function waiverOf(node: SourceNode): Waiver | undefined {
  const rule = textOf(childOf(node, "rule"));
  const owner = textOf(childOf(node, "owner"));
  const reason = textOf(childOf(node, "reason"));
  const expires = expiryOf(textOf(childOf(node, "expires")));
  const resource = childOf(node, "resource");
  const tenant = textOf(childOf(node, "tenant"));
  if (rule === undefined || owner === undefined || reason === undefined || expires === undefined)
    return undefined;
  const type = textOf(childOf(resource, "type"));
  const id = textOf(childOf(resource, "id"));
  const name = textOf(childOf(resource, "name"));
  return {
    rule,
    resource: {
      ...(type === undefined ? {} : { type }),
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
    },
    ...(tenant === undefined ? {} : { tenant }),
    owner,
    reason,
    expires,
    location: valueLocation(node),
  };
}

/** A date stands for the start of that day, UTC. */
function expiryOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return parseTimestamp(isCalendarDate(text) ? `${text}T00:00:00Z` : text);
}
