import type { Check, Outcome } from "../model/check.ts";
import type { JsonObject, JsonSchema } from "../model/json.ts";
import { formatTimestamp } from "../time/timestamp.ts";
import { askBoolean } from "./answers/boolean-answer.ts";
import { askTimestamp } from "./answers/timestamp-answer.ts";
import { type WeeklyWindow, weekdays, weeklyWindow } from "./change-window/weekly-window.ts";
import { type OptionsReader, optionsReader } from "./options/options-reader.ts";
import { quote } from "./record/quote.ts";

const windowSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    days: {
      description: "Days on which the window opens. Every day when absent.",
      type: "array",
      minItems: 1,
      items: { enum: [...weekdays] },
    },
    from: {
      description: "Local time at which it opens, `HH:MM`.",
      type: "string",
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
      default: "00:00",
    },
    to: {
      description: "Local time at which it closes, itself outside. Not after `from`: on the next day.",
      type: "string",
      pattern: "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
      default: "24:00",
    },
    zone: {
      description: "IANA time zone, e.g. `Europe/Berlin`.",
      type: "string",
      format: "time-zone",
      default: "UTC",
    },
  },
};

const freezeSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["from", "to"],
  properties: {
    from: { description: "First instant of the freeze.", type: "string", format: "timestamp" },
    to: { description: "End of the freeze, itself outside.", type: "string", format: "timestamp" },
  },
};

/** Fails changes made outside the agreed times. */
export const changeWindow: Check = {
  name: "change-window",
  summary: "Changes happen only inside change windows and never during a freeze",
  description: [
    "A record passes when its timestamp is in at least one of the `windows` and in no `freeze`. Without `windows` every time",
    "outside a freeze is allowed. Window times are those of the wall clock in their zone, daylight saving time included; a",
    "window such as 22:00–04:00 belongs to the day on which it opens.",
    "",
    "Records for which `except` is true are not applicable, for instance those of the pipeline's own OAuth client. Absent",
    "timestamps are left to `onMissing`; invalid ones, unknown time zones and a freeze that ends before it begins are errors.",
  ].join("\n"),
  optionsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["at"],
    anyOf: [{ required: ["windows"] }, { required: ["freeze"] }],
    properties: {
      at: {
        description: "Expression that yields when the change was made.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
      windows: {
        description: "Times at which changes are allowed.",
        type: "array",
        minItems: 1,
        items: windowSchema,
      },
      freeze: {
        description: "Times at which no change is allowed.",
        type: "array",
        minItems: 1,
        items: freezeSchema,
      },
      except: {
        description: "Expression that is true for changes which are allowed at any time.",
        type: "string",
        minLength: 1,
        format: "jsonata",
      },
    },
  },
  example: [
    "check: change-window",
    "on: audit",
    "with:",
    "  at: timestamp",
    "  windows: [{ days: [tue, thu], from: '22:00', to: '04:00', zone: Europe/Berlin }]",
    "  freeze: [{ from: 2026-12-18T00:00:00Z, to: 2027-01-04T00:00:00Z }]",
    "  except: \"clientId = '5f1d0c6e-6a0b-4c53-9d57-3f4f6d9f2c11'\"",
    "severity: high",
  ].join("\n"),
  evaluate(options, context) {
    const reader = optionsReader(options);
    const at = context.compile(reader.requiredText("at"));
    const exceptSource = reader.text("except");
    const except = exceptSource === undefined ? undefined : context.compile(exceptSource);
    const calendar = calendarOf(reader);
    const exempts = (record: JsonObject) =>
      except === undefined ? { value: false } : askBoolean(except, record);
    return {
      *record(record) {
        const exempt = exempts(record);
        if ("outcome" in exempt) yield exempt.outcome;
        else if (exempt.value)
          yield { status: "not-applicable", message: "The change is allowed at any time." };
        else if ("problem" in calendar) yield { status: "error", message: calendar.problem };
        else {
          const answer = askTimestamp(at, record);
          yield "outcome" in answer ? answer.outcome : judge(answer.value, calendar);
        }
      },
    };
  },
};

interface Calendar {
  readonly windows: readonly WeeklyWindow[];
  readonly freezes: readonly { readonly from: number; readonly to: number }[];
}

/** The times of a rule, or what is wrong with them: a calendar that can never match must not pass quietly. */
function calendarOf(options: OptionsReader): Calendar | { readonly problem: string } {
  const windows: WeeklyWindow[] = [];
  for (const item of options.items("windows")) {
    const window = weeklyWindow(item);
    if (window === undefined) return { problem: `Time zone ${quote(item.text("zone") ?? "")} is not known.` };
    windows.push(window);
  }
  const freezes = options
    .items("freeze")
    .map((item) => ({ from: item.timestamp("from"), to: item.timestamp("to") }));
  const usable = freezes.flatMap(({ from, to }) =>
    from === undefined || to === undefined || from >= to ? [] : [{ from, to }],
  );
  if (usable.length < freezes.length) return { problem: "A freeze ends before it begins." };
  return { windows, freezes: usable };
}

function judge(epoch: number, { windows, freezes }: Calendar): Outcome {
  const [firstWindow] = windows;
  const frozen = freezes.find(({ from, to }) => epoch >= from && epoch < to);
  if (frozen !== undefined) {
    const expected = `no change from ${formatTimestamp(frozen.from)} to ${formatTimestamp(frozen.to)}`;
    const evidence = [{ expected, found: formatTimestamp(epoch) }];
    return { status: "fail", message: "The change was made during a freeze.", evidence };
  }
  if (firstWindow === undefined || windows.some((window) => window.contains(epoch))) {
    return { status: "pass", message: "The change was made at an allowed time." };
  }
  const evidence = windows.map(({ text, clock }) => ({ expected: text, found: clock(epoch).text }));
  return { status: "fail", message: "The change was made outside every change window.", evidence };
}
