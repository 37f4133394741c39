/*
 * Preloaded into a process whose disk fails: counts what makes files last (writes, flushes, renames,
 * commits of SQLite), and lets one of them fail or be the last. Settings come from the environment: BREAK_CALL the
 * name and number of the call, as in `fsyncSync 3`; BREAK_FROM a number: all calls after so many break; BREAK_HOW `crash`, or the code of an error; BREAK_LOG a file
 * that gets name and number of each call.
 */
const fs = require("node:fs");

const { BREAK_CALL, BREAK_FROM, BREAK_HOW, BREAK_LOG } = process.env;
const { writeSync, openSync } = fs;
const log = BREAK_LOG === undefined ? undefined : openSync(BREAK_LOG, "w");
const sqliteCodes = { ENOSPC: 13, EIO: 10 };
const calls = new Map();
let all = 0;

/** @returns true when this call is to break */
function isBroken(name) {
  const number = (calls.get(name) ?? 0) + 1;
  calls.set(name, number);
  const call = `${name} ${number}`;
  if (log !== undefined) writeSync(log, `${call}\n`);
  all++;
  return call === BREAK_CALL || (BREAK_FROM !== undefined && all > Number(BREAK_FROM));
}

/** Ends the process at once, or gives the error of the system. */
function breakDown(name) {
  if (BREAK_HOW === "crash") process.kill(process.pid, "SIGKILL");
  return Object.assign(new Error(`${BREAK_HOW}: planted, ${name}`), { code: BREAK_HOW, syscall: name });
}

function patch(owner, name, broken) {
  const original = owner[name];
  owner[name] = function (...args) {
    return broken.call(this, original.bind(this), args);
  };
}

const half = (bytes) => Buffer.from(bytes).subarray(0, Math.floor(Buffer.byteLength(bytes) / 2));

patch(fs, "writeSync", (original, [descriptor, bytes, ...rest]) => {
  if (descriptor <= 2 || !isBroken("write")) return original(descriptor, bytes, ...rest);
  // What a disk has room for is written before it says that it is full.
  original(descriptor, half(bytes));
  throw breakDown("write");
});

for (const name of ["fsyncSync", "renameSync", "ftruncateSync"]) {
  patch(fs, name, (original, args) => {
    if (isBroken(name)) throw breakDown(name);
    return original(...args);
  });
}

patch(fs, "fsync", (original, [descriptor, done]) => {
  if (isBroken("fsync")) done(breakDown("fsync"));
  else original(descriptor, done);
});

for (const name of ["rename"]) {
  patch(fs.promises, name, async (original, args) => {
    if (isBroken(name)) throw breakDown(name);
    return original(...args);
  });
}

patch(fs.promises, "open", async (original, args) => {
  const handle = await original(...args);
  for (const name of ["write", "writeFile", "appendFile", "sync", "datasync", "truncate"]) {
    const method = handle[name].bind(handle);
    handle[name] = async (...values) => {
      if (!isBroken(`handle.${name}`)) return method(...values);
      if (name.startsWith("write") || name === "appendFile") await method(half(values[0]));
      throw breakDown(name);
    };
  }
  return handle;
});

function patchSqlite({ DatabaseSync }) {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    if (sql !== "COMMIT" || !isBroken("commit")) return Reflect.apply(exec, this, [sql]);
    const { code } = breakDown("commit");
    throw Object.assign(new Error("planted"), { code: "ERR_SQLITE_ERROR", errcode: sqliteCodes[code] });
  };
}

let patched = false;
patch(process, "getBuiltinModule", (original, [name]) => {
  const found = original(name);
  if (name === "node:sqlite" && !patched) {
    patched = true;
    patchSqlite(found);
  }
  return found;
});
