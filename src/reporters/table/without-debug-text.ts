import utils from "cli-table3/src/utils.js";

const { truncate } = utils;

/**
 * For every line it draws, cli-table3 0.6 cuts the whole cell down to ten columns for a debug message that
 * is off, one character at a time: minutes for a page of long cells. Cells are wrapped before the library
 * sees them, so a text with line breaks only ever comes from there.
 */
utils.truncate = (text, length, mark) => (text.includes("\n") ? "" : truncate(text, length, mark));
