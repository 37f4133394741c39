/** One row per changed property; an event without changes is one row. */
export const auditRows = `(
  $event := {
    "auditId": id,
    "userId": userId,
    "userName": userName,
    "timestamp": timestamp,
    "action": action,
    "entityType": entityType,
    "entityId": entityId
  };
  $count(changes) = 0 ? $event : changes.$merge([$event, {
    "configurationKey": property,
    "previousValue": $join([oldValues.$string($)], ", "),
    "newValue": $join([newValues.$string($)], ", ")
  }])
)`;
