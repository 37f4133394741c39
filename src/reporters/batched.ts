/** Characters. What is being put together survives V8's collections of short-lived objects, which takes time. */
const size = 16_384;

/** Joins small pieces of text, so that a large report is not written in a hundred thousand writes. */
export function* batched(pieces: Iterable<string>): Generator<string> {
  let batch = "";
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < size) continue;
    yield batch;
    batch = "";
  }
  if (batch !== "") yield batch;
}
