/** Splunk's Common Information Model, data model Change. */
export const cim = `{
  "vendor_product": "Genesys Cloud",
  "change_type": $lowercase(service),
  "action": (
    $verb := $lowercase(action);
    $contains($verb, "create") or $contains($verb, "add") ? "created"
      : $contains($verb, "delete") or $contains($verb, "remove") ? "deleted" : "modified"
  ),
  "command": action,
  "object": $exists(entityName) ? entityName : entityId,
  "object_id": entityId,
  "object_category": entityType,
  "object_attrs": changes.property,
  "result": $exists(status) ? $lowercase(status) : "success",
  "status": status = "FAILURE" ? "failure" : "success",
  "src": remoteIp[0],
  "user": $exists(userName) ? userName : $exists(userId) ? userId : clientId,
  "user_id": userId,
  "dvc": service,
  "id": id,
  "time": timestamp
}`;
