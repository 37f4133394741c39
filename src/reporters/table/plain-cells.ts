import utils from "cli-table3/src/utils.js";

const { truncate, strlen, pad, colorizeLines } = utils;

/** True for lines of which every character takes one column. */
const isPlain = (text: string): boolean => /^[ -~\n]*$/.test(text);

/**
 * For every line it draws, cli-table3 0.6 cuts the whole cell down to ten columns for a debug message that
 * is off, one character at a time: minutes for a page of long cells. Cells are wrapped before the library
 * sees them, so a text with line breaks, or plain text that is too long, only ever comes from there.
 */
utils.truncate = (text, length, mark) => {
  if (text.includes("\n")) return "";
  if (isPlain(text)) return text.length <= length ? text : "";
  return truncate(text, length, mark);
};

// It measures text by a regular expression of all emoji, several times a line: most of the time a small report
// takes. Plain text needs none of it.
utils.strlen = (text) =>
  isPlain(text) ? Math.max(...text.split("\n").map((line) => line.length)) : strlen(text);
utils.pad = (text, length, filler, side) =>
  side === undefined && filler === " " && isPlain(text)
    ? text.padEnd(length)
    : pad(text, length, filler, side);
utils.colorizeLines = (lines) =>
  lines.some((line) => line.includes("\u001b")) ? colorizeLines(lines) : lines;
