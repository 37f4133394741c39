import { checklistResults } from "../../../org/oversight/checklist-results.ts";
import { copilotOf } from "../../../org/oversight/copilots.ts";
import { notFound } from "../../../server/api-error.ts";
import { all, type Route } from "../../../server/route.ts";
import { listRoute } from "../list-route.ts";
import { settingsRoute } from "../settings-route.ts";

const product = "agentAssist";

/** What helps agents, on which queues, and what became of their checklists. */
export const assistRoutes: readonly Route[] = [
  listRoute({
    path: "/api/v2/assistants",
    permissions: all("assistants:assistant:view"),
    product,
    paging: "after",
    maxSize: 200,
    list: (_request, { org }) => org.oversight.assistants(),
  }),
  settingsRoute({
    path: "/api/v2/assistants/{assistantId}/copilot",
    permissions: all("assistants:copilot:view"),
    product,
    read: ({ assistantId = "" }, { org }) => {
      const index = org.oversight.assistants().findIndex(({ id }) => id === assistantId);
      const copilot = index < 0 ? undefined : copilotOf(org, index, assistantId);
      if (copilot === undefined) throw notFound();
      return copilot;
    },
  }),
  listRoute({
    path: "/api/v2/assistants/queues",
    permissions: all("assistants:queue:view"),
    product,
    paging: "after",
    maxSize: 200,
    query: { expand: { type: "text", values: ["assistant"] } },
    list: ({ query }, { org }) => {
      const queues = org.oversight.assistantQueues();
      if (query.text("expand") === "assistant") return queues;
      return queues.map(({ assistant: _, ...queue }) => queue);
    },
  }),
  listRoute({
    path: "/api/v2/assistants/agentchecklists",
    permissions: all("assistants:agentchecklist:view"),
    product,
    paging: "after",
    maxSize: 100,
    list: (_request, { org }) => org.oversight.checklists(),
  }),
  listRoute({
    path: "/api/v2/conversations/{conversationId}/communications/{communicationId}/agentchecklists",
    permissions: all("conversation:agentchecklist:view"),
    product,
    paging: "none",
    list: ({ params }, { org }) => {
      const { conversationId, communicationId } = params;
      const index = org.oversight.conversationPlaces().get(`${conversationId}/${communicationId}`);
      if (index === undefined) throw notFound();
      return checklistResults(org, org.oversight.checklists(), index);
    },
  }),
];
