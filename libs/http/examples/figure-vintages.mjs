// A view of one's own, built from the ordered events: what each publication printed of a figure.
//   node figure-vintages.mjs http://127.0.0.1:3000 recorded-crime.all/kent/2024-05
// The type of an event says what was decided when the report arrived, and reports arrive in any
// order: never fold "recorded, then revised" as they come. Keep what was printed, and sort it.
const [server, key] = process.argv.slice(2);
const prints = new Map();
const embargoed = new Set();
const superseded = new Map();

for await (const { id, type, data } of eventsFrom(0)) {
  if (type === 'PublicationRegistered' && data.isEmbargoed) embargoed.add(data.id);
  if (type === 'PublicationReleased') embargoed.delete(data.id);
  if (type === 'PublicationSuperseded') superseded.set(data.id, data.by);
  if (data.key !== key) continue;
  // Two types are about the ledger's own capture and not the publisher's doing.
  if (type === 'TranscriptionCorrected')
    Object.assign(prints.get(data.corrects), printOf(data));
  else if (type === 'AppearanceRetracted') prints.delete(data.retracts);
  else prints.set(id, { ...data, ...printOf(data), arrivedAs: type });
}

// A chain runs along publication time: by the end of the day, month or year that a publication is
// dated to, then by its id; within one publication its own figures come before those it quotes.
// What another publication corrects or replaces was out before that one, and comes before it.
const seen = [...prints.values()].filter(({ publication }) => !embargoed.has(publication));
const vintages = seen
  .map((print) => ({ ...print, seenFrom: outBy(print), after: before(print).length }))
  .sort((a, b) => compare(rank(a), rank(b)));
for (const { published, publication, printed, value, arrivedAs } of vintages) {
  console.log(JSON.stringify({ published, publication, printed, value, arrivedAs }));
}

async function* eventsFrom(after) {
  for (let head = Infinity; after < head;) {
    const page = await (await fetch(`${server}/api/v1/events?after=${after}&limit=500`)).json();
    yield* page.events;
    ({ next: after, head } = page);
  }
}
function printOf({ value, printed, unit, scale, precision, qualifier, markers }) {
  return { value, printed, unit, scale, precision, qualifier, markers };
}
function before({ publication, correctsPublications = [] }) {
  const replaced = [...superseded].filter(([, by]) => by === publication).map(([id]) => id);
  return [...new Set([...correctsPublications, ...replaced])];
}
function outBy({ publication, published }) {
  const later = seen.filter((other) => before(other).includes(publication));
  return Math.min(endOf(published), ...later.map((other) => endOf(other.published)));
}
function endOf(published) {
  const [year, month, day] = published.slice(0, 10).split('-').map(Number);
  if (published.length > 10) return Date.parse(published);
  return Date.UTC(month ? year : year + 1, day ? month - 1 : month || 0, day ? day + 1 : 1);
}
function rank({ seenFrom, after, publication, role }) {
  return [String(seenFrom + 1e15), after, publication, role === 'primary' ? 'a' : 'b'];
}
function compare(left, right) {
  const i = left.findIndex((one, at) => one !== right[at]);
  return i < 0 ? 0 : left[i] < right[i] ? -1 : 1;
}
