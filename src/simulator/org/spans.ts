/** Milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How far back the audit trail of the simulated organisation begins. */
export const auditSpan = 60 * day;
/** How far back its oldest stored flow run started. */
export const runSpan = 9 * day + 12 * hour;
/** Half of the flow runs started within this time before now. */
export const recentRunSpan = 2 * hour;
