/** Facilities by number (RFC 5424, table 1), with the names that daemons use. */
export const facilities: readonly string[] = [
  ...["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp"],
  ...["ntp", "audit", "alert", "clock"],
  ...["local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"],
];

/** Severities by number (RFC 5424, table 2). */
export const severities: readonly string[] = [
  ...["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"],
];
