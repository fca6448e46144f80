import { unzipSync, zipSync } from 'fflate';

/** The files of a pack, as text. */
type Files = Record<string, string>;

interface StreamText {
  name: string;
  events: { index: number; position: number }[];
  siblings: string[];
}

/** A way to falsify a pack. */
export interface Tampering {
  readonly name: string;
  /** The kind of fault that both checkers have to find. */
  readonly kind: string;
  /** True where the pack has what is falsified. */
  readonly fits: (files: Files) => boolean;
  readonly alter: (files: Files, other: Files) => void;
}

/** The pack after one change, as a zip file. */
export function tampered(
  pack: Uint8Array,
  other: Uint8Array,
  { alter }: Tampering,
): Uint8Array {
  const files = filesOf(pack);
  alter(files, filesOf(other));
  const bytes = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
  return zipSync(Object.fromEntries(bytes));
}

/** The files of a pack, as text. */
export function filesOf(pack: Uint8Array): Files {
  const files = Object.entries(unzipSync(pack));
  return Object.fromEntries(
    files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );
}

const streamsIn = (files: Files) => JSON.parse(files['streams.json']!) as StreamText[];

function withStreams(
  files: Files,
  change: (streams: StreamText[]) => StreamText[] | void,
): void {
  const streams = streamsIn(files);
  files['streams.json'] = JSON.stringify(change(streams) ?? streams);
}

const figureIn = (streams: StreamText[]) =>
  streams.find(({ name }) => name.startsWith('figure-'))!;
const publicationIn = (streams: StreamText[]) =>
  streams.find(({ name }) => name.startsWith('publication-'))!;

function eventOfFigure(files: Files): string {
  return `events/${figureIn(streamsIn(files)).events[0]!.index}.json`;
}

const proofOfFigure = (files: Files) =>
  eventOfFigure(files).replace('events', 'proofs').replace('.json', '.tlog-proof');

function withAnswer(files: Files, change: (answer: never) => void): void {
  const answer = JSON.parse(files['answer.json']!) as never;
  change(answer);
  files['answer.json'] = JSON.stringify(answer);
}

function remove(files: Files, events: readonly { index: number }[]): void {
  for (const { index } of events) {
    delete files[`events/${index}.json`];
    delete files[`proofs/${index}.tlog-proof`];
  }
}

const always = () => true;
const findingsIn = (files: Files) =>
  JSON.parse(files['findings.json']!) as { status: string }[];
const hasFinding = (files: Files) => findingsIn(files).length > 0;
const listIn = (streams: StreamText[]) =>
  streams.find(({ name }) => name.startsWith('list-findings-'))!;
const findingIn = (streams: StreamText[]) =>
  streams.find(({ name }) => name.startsWith('finding-'))!;
const hasDecision = (files: Files) =>
  hasFinding(files) && findingIn(streamsIn(files)).events.length > 1;
const hasValue = (files: Files) => JSON.parse(files['answer.json']!).valueInForce !== null;
const isOfDigits = (files: Files) =>
  /"printed":"[1-9][\d,]*%?"/.test(files[eventOfFigure(files)]!);
/** Prints of digits that count something: their readings are derived by both checkers. */
const isOfCounts = (files: Files) => {
  const readings = JSON.parse(files['readings.json']!) as Record<
    string,
    { readonly dimension: string; readonly low: string | null } | null
  >;
  const isCount = (reading: (typeof readings)[string]) =>
    reading !== null && reading.dimension.startsWith('count:') && reading.low !== null;
  return isOfDigits(files) && Object.values(readings).every(isCount);
};
const PUBLISHED_BY = /(?<="publishedBy":")20(?=[^{}]*\}$)/;
const isOfThisCentury = (files: Files) => PUBLISHED_BY.test(files['question.json']!);
/** Base64 that begins with another letter. */
const otherHash = (hash: string) => `${hash.startsWith('A') ? 'B' : 'A'}${hash.slice(1)}`;

/** Every kind of lie that a pack could tell. */
export const TAMPERED: readonly Tampering[] = [
  {
    ...{ name: 'another actor in an event', kind: 'entry', fits: always },
    alter: (files) => {
      const name = eventOfFigure(files);
      files[name] = files[name]!.replace('"actor":"', '"actor":"x');
    },
  },
  {
    ...{ name: 'another salt', kind: 'entry', fits: always },
    alter: (files) => {
      const name = eventOfFigure(files);
      files[name] = files[name]!.replace(/"salt":"[^"]{22}/, `"salt":"${'A'.repeat(22)}`);
    },
  },
  {
    ...{ name: 'another position', kind: 'entry', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => void (figureIn(streams).events[0]!.position += 1)),
  },
  {
    ...{ name: 'another hash in a proof', kind: 'entry', fits: always },
    alter: (files) => {
      const name = proofOfFigure(files);
      files[name] = files[name]!.replace(
        /(index \d+\n)(.+)/,
        (_, index: string, hash: string) => `${index}${otherHash(hash)}`,
      );
    },
  },
  {
    ...{ name: 'a proof with another checkpoint', kind: 'entry', fits: always },
    alter: (files) => {
      const name = proofOfFigure(files);
      files[name] = `${files[name]!}— x AAAAAAAA\n`;
    },
  },
  {
    ...{ name: 'an event of the figure left out', kind: 'stream', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => remove(files, figureIn(streams).events.splice(-1))),
  },
  {
    ...{ name: 'all events of the figure left out', kind: 'stream', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => remove(files, figureIn(streams).events.splice(0))),
  },
  {
    ...{ name: 'the seal of a publication left out', kind: 'stream', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => remove(files, publicationIn(streams).events.splice(-1))),
  },
  {
    ...{ name: 'two events in another order', kind: 'stream', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => void publicationIn(streams).events.reverse()),
  },
  {
    ...{ name: 'another hash on the way to the map', kind: 'stream', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => {
        const { siblings } = figureIn(streams);
        siblings[0] = otherHash(siblings[0]!);
      }),
  },
  {
    ...{ name: 'a publication left out', kind: 'missing', fits: always },
    alter: (files) =>
      withStreams(files, (streams) => {
        const publication = publicationIn(streams);
        remove(files, publication.events);
        return streams.filter((stream) => stream !== publication);
      }),
  },
  {
    ...{ name: 'ownership left out', kind: 'missing', fits: always },
    alter: (files) =>
      withStreams(files, (streams) =>
        streams.filter((stream) => {
          if (stream.name !== 'ownership-register') return true;
          remove(files, stream.events);
          return false;
        }),
      ),
  },
  {
    ...{ name: 'a stream of another figure', kind: 'layout', fits: always },
    alter: (files, other) =>
      withStreams(files, (streams) => {
        const stream = figureIn(streamsIn(other));
        for (const { index } of stream.events) {
          files[`events/${index}.json`] = other[`events/${index}.json`]!;
          files[`proofs/${index}.tlog-proof`] = other[`proofs/${index}.tlog-proof`]!;
        }
        streams.push(stream);
      }),
  },
  {
    ...{ name: 'a further file', kind: 'layout', fits: always },
    alter: (files) => void (files['events/x.json'] = '{}'),
  },
  {
    ...{ name: 'a missing file', kind: 'layout', fits: always },
    alter: (files) => {
      delete files['readings.json'];
    },
  },
  {
    ...{ name: 'another root', kind: 'signature', fits: always },
    alter: (files) => {
      files['checkpoint'] = files['checkpoint']!.replace(/(?<=\n\d+\n)(.+)/, otherHash);
    },
  },
  {
    ...{ name: 'another map of streams', kind: 'signature', fits: always },
    alter: (files) => {
      files['checkpoint'] = files['checkpoint']!.replace(/(?<=\nstreams )(.+)/, otherHash);
    },
  },
  {
    ...{ name: 'another reading', kind: 'reading', fits: isOfCounts },
    alter: (files) => {
      files['readings.json'] = files['readings.json']!.replaceAll(/"low":"/g, '"low":"-1');
    },
  },
  {
    ...{ name: 'a finding left out', kind: 'stream', fits: hasFinding },
    alter: (files) =>
      withStreams(files, (streams) => {
        const list = listIn(streams);
        const [left] = list.events.splice(0, 1);
        return streams.filter(({ name, events }) => {
          if (!name.startsWith('finding-') || events[0]!.index !== left!.index) return true;
          remove(files, events);
          return false;
        });
      }),
  },
  {
    ...{
      name: 'the list of findings left out',
      kind: 'missing',
      fits: (files) => !hasFinding(files),
    },
    alter: (files) =>
      withStreams(files, (streams) => streams.filter((stream) => stream !== listIn(streams))),
  },
  {
    ...{ name: 'a decision about a finding left out', kind: 'stream', fits: hasDecision },
    alter: (files) =>
      withStreams(files, (streams) => remove(files, findingIn(streams).events.splice(-1))),
  },
  {
    ...{ name: 'another status of a finding', kind: 'finding', fits: hasFinding },
    alter: (files) => {
      const [first, ...rest] = findingsIn(files);
      files['findings.json'] = JSON.stringify([{ ...first, status: 'dismissed' }, ...rest]);
    },
  },
  {
    ...{ name: 'another value in force', kind: 'answer', fits: hasValue },
    alter: (files) =>
      withAnswer(files, ({ valueInForce }: { valueInForce: { value: string } }) => {
        valueInForce.value += '1';
      }),
  },
  {
    ...{ name: 'a publication that did something else', kind: 'answer', fits: hasValue },
    alter: (files) =>
      withAnswer(files, ({ chain }: { chain: { move: string }[] }) => {
        chain[0]!.move = 'withdrawn';
      }),
  },
  {
    ...{ name: 'another clock', kind: 'answer', fits: isOfThisCentury },
    alter: (files) => {
      files['question.json'] = files['question.json']!.replace(PUBLISHED_BY, '19');
    },
  },
];
