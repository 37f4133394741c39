/** Elastic Common Schema. */
export const ecs = `{
  "@timestamp": timestamp,
  "ecs": { "version": "8.17.0" },
  "event": {
    "id": id,
    "kind": "event",
    "category": ["configuration"],
    "type": [(
      $verb := $lowercase(action);
      $contains($verb, "create") or $contains($verb, "add") ? "creation"
        : $contains($verb, "delete") or $contains($verb, "remove") ? "deletion" : "change"
    )],
    "action": action,
    "outcome": status = "FAILURE" ? "failure" : "success",
    "provider": service,
    "module": "genesyscloud"
  },
  "user": { "id": userId, "name": userName },
  "source": { "ip": remoteIp[0] },
  "genesyscloud": {
    "client": { "id": clientId },
    "entity": { "id": entityId, "name": entityName, "type": entityType },
    "changes": [changes]
  }
}`;
