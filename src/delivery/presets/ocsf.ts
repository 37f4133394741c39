/** Open Cybersecurity Schema Framework 1.3, class Entity Management (3004). */
export const ocsf = `(
  $verb := $lowercase(action);
  $activity := $contains($verb, "create") or $contains($verb, "add") ? 1
    : $contains($verb, "delete") or $contains($verb, "remove") ? 4
    : $contains($verb, "view") or $contains($verb, "read") ? 2 : 3;
  {
    "category_uid": 3,
    "class_uid": 3004,
    "activity_id": $activity,
    "type_uid": 300400 + $activity,
    "severity_id": 1,
    "status_id": status = "FAILURE" ? 2 : 1,
    "time": $toMillis(timestamp),
    "metadata": {
      "uid": id,
      "version": "1.3.0",
      "product": { "name": "Genesys Cloud", "vendor_name": "Genesys", "feature": { "name": service } }
    },
    "actor": { "user": { "uid": userId, "name": userName }, "app_uid": clientId },
    "src_endpoint": { "ip": remoteIp[0] },
    "entity": { "uid": entityId, "name": entityName, "type": entityType, "data": { "changes": [changes] } }
  }
)`;
