/**
 * True if a signal has aborted by now. For after an `await`: the compiler assumes that
 * `signal.aborted` is still what an earlier condition found.
 */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
