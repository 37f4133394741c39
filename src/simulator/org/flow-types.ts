/** The flow types of Genesys Cloud other than INBOUNDCALL, which is the one that IVRs lead to. */
export const otherFlowTypes = [
  "BOT",
  "COMMONMODULE",
  "DIGITALBOT",
  "EMAILSEND",
  "INBOUNDCHAT",
  "INBOUNDEMAIL",
  "INBOUNDSHORTMESSAGE",
  "INQUEUECALL",
  "INQUEUEEMAIL",
  "INQUEUESHORTMESSAGE",
  "OUTBOUNDCALL",
  "SECURECALL",
  "SPEECH",
  "SURVEYINVITE",
  "VOICE",
  "VOICEMAIL",
  "VOICESURVEY",
  "WORKFLOW",
  "WORKITEM",
] as const;

/** All of them. */
export const flowTypes: readonly string[] = [...otherFlowTypes, "INBOUNDCALL"];
