import type { OrgBase } from "../org-base.ts";
import { buildAssist } from "./assist.ts";
import { buildPrivacy } from "./privacy.ts";
import { buildQuality } from "./quality.ts";
import { buildRecording } from "./recording.ts";
import { buildSpeech } from "./speech.ts";

/** Lists of entities as the platform answers them, each built when it is first asked for. */
export type Oversight = ReturnType<typeof buildOversight>;

export function buildOversight(base: OrgBase) {
  return {
    ...buildAssist(base),
    ...buildRecording(base),
    ...buildPrivacy(base),
    ...buildSpeech(base),
    ...buildQuality(base),
  };
}
