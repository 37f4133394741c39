/** Raised when the audit log cannot be read or written; one sentence, without content of a record. */
export class AuditFailure extends Error {}
