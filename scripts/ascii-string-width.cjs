const stringWidth = require("string-width");

/** Columns that a text takes in a terminal. */
module.exports = (text) => (/^[ -~]*$/.test(text) ? text.length : stringWidth(text));
