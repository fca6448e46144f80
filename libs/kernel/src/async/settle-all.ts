/**
 * Waits until all have ended, then fails with the first failure in their order: unlike with
 * `Promise.all`, nothing is under way any more.
 */
export async function settleAll<Result>(
  works: readonly Promise<Result>[],
): Promise<readonly Result[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
