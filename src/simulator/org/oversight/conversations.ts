import type { OrgBase } from "../org-base.ts";
import { randomFor } from "../random.ts";
import { hour } from "../spans.ts";
import type { Named, User } from "../types.ts";
import { uuidFor } from "../uuid.ts";

/** A conversation of an agent. */
export interface Conversation {
  readonly id: string;
  /** Of the agent. */
  readonly communicationId: string;
  readonly agent: User;
  readonly queue: Named;
  /** When it began, epoch milliseconds. */
  readonly at: number;
}

/** The place of a conversation, by its id and that of the agent's communication. */
export function indexConversations({ seed, counts }: OrgBase): ReadonlyMap<string, number> {
  const places = Array.from({ length: counts.runs }, (_, index) => index);
  return new Map(
    places.map((index) => [
      `${uuidFor(seed, "conversation", index)}/${uuidFor(seed, "communication", index)}`,
      index,
    ]),
  );
}

/** Conversations that agents led, the newest last; they have the ids that executions of flows tell. */
export function conversationAt({ seed, now, people, queues }: OrgBase, index: number): Conversation {
  const random = randomFor(seed, "conversation-agent", index);
  return {
    id: uuidFor(seed, "conversation", index),
    communicationId: uuidFor(seed, "communication", index),
    agent: random.pick(people.users),
    queue: random.pick(queues),
    at: now - randomFor(seed, "conversation-start", index).between(1, 200) * hour,
  };
}

/** All of them, oldest first. */
export function buildConversations(base: OrgBase): readonly Conversation[] {
  return Array.from({ length: base.counts.runs }, (_, index) => conversationAt(base, index)).toSorted(
    (left, right) => left.at - right.at || (left.id < right.id ? -1 : 1),
  );
}
