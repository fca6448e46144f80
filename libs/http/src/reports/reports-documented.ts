import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { SchemaName } from '@ledger/contract';
import {
  type RefusalCode,
  CLOUD_EVENT_TYPE,
  CLOUD_EVENTS_TYPE,
  JSON_TYPE,
  NDJSON_TYPE,
  ApiResponses,
  ANSWER_HEADERS,
  refusalResponses,
  schemaRef,
} from '@ledger/web';

const OF_REQUESTS: readonly RefusalCode[] = [
  'body-timed-out',
  'body-too-large',
  'foreign-origin',
  'idempotency-key-reused',
  'malformed-envelope',
  'malformed-header',
  'malformed-json',
  'clock-leapt',
  'store-unavailable',
  'store-access-denied',
  'store-shape-unknown',
  'append-outcome-unknown',
  'stream-deleted',
  'stream-too-busy',
  'too-many-reports',
  'unsupported-media-type',
];

const OF_REPORTS: readonly RefusalCode[] = [
  'appearance-already-captured',
  'appearance-retracted',
  'append-too-large',
  'event-too-large',
  'malformed-decimal',
  'malformed-figure-key',
  'malformed-period',
  'malformed-report',
  'printed-ambiguous',
  'printed-does-not-say-value',
  'printed-hedges-otherwise',
  'printed-marker-missing',
  'printed-not-readable',
  'printed-says-number',
  'publication-sealed',
  'unit-not-of-measure',
  'units-not-comparable',
  'unknown-area',
  'restatement-without-basis',
  'unknown-definition-version',
  'unknown-measure',
  'unknown-member',
  'unknown-publication',
  'value-and-markers-disagree',
];

/** Documents the operation that accepts reports. */
export function ApiReports(bounds: { readonly reportsMax: number }): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary: 'Reports figures: one, an array, or a stream of lines without end.',
      description:
        'Reporting again what is in the log changes nothing: event ids are derived from what a ' +
        'report says, so any request, also half of a stream, may be repeated.\n\n' +
        'A report without a `value` has it read from `printed`, with the qualifier and markers ' +
        'it leaves out; the answer says what was read (`read`). A text that says nothing, or can ' +
        'say two things, is refused.\n\n' +
        'A single report may also be sent as it is, without an array round it. It is answered ' +
        'with one `ReportAnswer` (201 if something was added to the log, 200 if not), or refused ' +
        'with the status of its refusal. An ' +
        'array is answered with one outcome for each report, in order, under status 200: some ' +
        'may be refused and keep no other from being taken. What is taken of up to 5,000 enters ' +
        'the log all together or not at all, where the log’s server can do that and they ' +
        'are not too large for it; each is then answered with the position of the last.\n\n' +
        'A stream (`application/x-ndjson`) is answered line by line while it is being sent, each ' +
        'with the number of its line; read them while you send. Answers that are not read yet ' +
        'are kept up to 32 MiB, which is some 100,000 of them; where that is full and nothing is ' +
        'read, or where nothing more is sent, for two minutes, the stream is given up. A line of ' +
        'outcome `failed` ends an answer that cannot go on.\n\n' +
        'A report may come as a CloudEvent of type `FigureReported`: in binary mode, with its ' +
        'attributes in `ce-` headers, or in structured mode (`application/cloudevents+json`). It ' +
        'is answered as a single report is. Its `source` is the actor where `Ledger-Actor` names ' +
        'none, and its `correlationid` stands before `Correlation-Id`. Several come in batched ' +
        'mode (`application/cloudevents-batch+json`), an array with the bounds and answers of an ' +
        'array of reports: each has its own source and correlation, one that is no CloudEvent ' +
        'is refused by itself, and they are not taken all together.\n\n' +
        'With an `Idempotency-Key` the same body gets the same answer again, for a day, as long ' +
        'as the server runs and has room; afterwards it is decided anew and is `unchanged`. An ' +
        'answer with a refusal in it is not kept. A stream with a key is refused.',
      requestBody: bodiesOf(bounds.reportsMax),
    }),
    ApiHeader({ name: 'Idempotency-Key', required: false }),
    ApiHeader({ name: 'Ledger-Actor', required: false, description: 'Who acts.' }),
    ApiResponses({
      200: {
        description: 'The answers, in the order of the reports.',
        headers: ANSWER_HEADERS,
        content: {
          'application/json': { schema: schemaRef('ReportAnswers') },
          'application/x-ndjson': { schema: schemaRef('Text') },
        },
      },
      ...refusalResponses(OF_REQUESTS, OF_REPORTS),
    }),
  );
}

function bodiesOf(maxItems: number) {
  const arrayOf = (items: SchemaName) => ({
    schema: { type: 'array', items: schemaRef(items), maxItems },
  });
  return {
    required: true,
    content: {
      [JSON_TYPE]: arrayOf('Report'),
      [NDJSON_TYPE]: arrayOf('Report'),
      [CLOUD_EVENT_TYPE]: { schema: schemaRef('ReportEvent') },
      [CLOUD_EVENTS_TYPE]: arrayOf('ReportEvent'),
    },
  };
}
