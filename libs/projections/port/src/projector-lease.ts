/**
 * Lets one process at a time project, where several could.
 *
 * A lease spares work; it does not keep rows right. A holder that was cut off may learn of it only
 * after another has begun, and for that moment there are two. What keeps every event from being
 * applied twice or passed over is the checkpoint, which every commit moves from where its process
 * left it: the one that comes second is refused with {@link BuildMoved} and writes nothing.
 */
export interface ProjectorLease {
  /** Why it is not known who has the lease; nothing while that is known. */
  readonly fault: string | undefined;

  /**
   * Who has the lease, in words for a person; nothing if nobody has it. Not to be asked once
   * {@link run} has ended.
   *
   * @throws {ViewsUnavailable}
   */
  holder(): Promise<string | undefined>;

  /**
   * Does the work whenever this process has the lease, until the signal; the work's own signal
   * comes when the lease is lost. While the lease cannot be asked for, it waits and tries again.
   *
   * @param work ends soon after its signal
   * @throws {ViewsShapeUnknown} there is something else where the views should be
   * @throws what the work throws, unless it is an outage
   */
  run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
}
