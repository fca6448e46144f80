/**
 * Waits until all have ended, then fails with the first failure in their order: a caller may rely
 * on nothing being under way any more, which `Promise.all` does not promise.
 */
export async function settleAll<Result>(
  works: readonly Promise<Result>[],
): Promise<readonly Result[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
