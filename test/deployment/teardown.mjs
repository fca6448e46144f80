/** Stops the broker; the database ends with this process. */
export default async function tearDown() {
  await globalThis.sharedBroker.stop();
}
