/**
 * Lets one process at a time project, where several could.
 *
 * A lease saves work; it does not keep rows right. A holder that was cut off may learn of it
 * only after another has begun, and for that moment there are two. What keeps events from being
 * applied twice or skipped is the checkpoint, which every commit moves from where its process
 * left it: the second of two is refused with {@link BuildMoved} and writes nothing.
 */
export interface ProjectorLease {
  /** Why the holder of the lease is unknown; undefined while it is known. */
  readonly fault: string | undefined;

  /**
   * The holder of the lease, in words for a person; undefined if there is none. Not to be called
   * once {@link run} has ended.
   *
   * @throws {ViewsUnavailable}
   */
  holder(): Promise<string | undefined>;

  /**
   * Runs the work whenever this process holds the lease, until the signal; the work's own signal
   * aborts when the lease is lost. While the lease cannot be requested, it waits and retries.
   *
   * @param work ends soon after its signal
   * @throws {ViewsShapeUnknown} something else is where the views should be
   * @throws what the work throws, unless it is an outage
   */
  run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
}
