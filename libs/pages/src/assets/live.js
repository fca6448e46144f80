// Keeps the latest page of the event log current. The stream only says that there is something new:
// the rows come from the page itself, so that what is shown is the same with and without this file.
const MISSING_READS_MAX = 20;
const NEXT_READ_MS = 400;

const status = document.getElementById('live-status');
let wanted = 0;
let misses = 0;
let timer;

function shown() {
  return document.getElementById('live');
}

function say(words) {
  if (status !== null && status.textContent !== words) status.textContent = words;
}

async function readAgain() {
  timer = undefined;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.getElementById('live');
  if (next === null) return;
  const known = new Set([...shown().querySelectorAll('tr[id]')].map(({ id }) => id));
  const added = [...next.querySelectorAll('tr[id]')].filter(({ id }) => !known.has(id)).length;
  if (added > 0) {
    shown().replaceWith(document.adoptNode(next));
    say(added === 1 ? 'One new event was added.' : `${added} new events were added.`);
  } else shown().dataset.position = next.dataset.position;
  // The page shows what the views reflect, which may follow the log a moment later.
  const isBehind = Number(next.dataset.position) < wanted;
  misses = isBehind ? misses + 1 : 0;
  if (isBehind && misses < MISSING_READS_MAX) soon();
}

function soon() {
  timer ??= setTimeout(() => void readAgain().catch(() => say('')), NEXT_READ_MS);
}

if (shown() !== null && status !== null) {
  const { stream, types, position } = shown().dataset;
  const source = new EventSource(`${stream}after=${position}`);
  source.addEventListener('open', () => say('New events are added as they are recorded.'));
  source.addEventListener('error', () => say('New events are not added at the moment.'));
  for (const type of types.split(',')) {
    source.addEventListener(type, ({ lastEventId }) => {
      wanted = Number(lastEventId);
      misses = 0;
      soon();
    });
  }
  addEventListener('pagehide', () => source.close());
}
