import {
  anyText,
  CURRENT_MESSAGE,
  CURRENT_TYPE,
  described,
  eventPosition,
  eventSchema,
  keyText,
  orNull,
  REFUSED_MESSAGE,
  REFUSED_TYPE,
  REPORT_MESSAGE,
  REPORT_TYPE,
  text,
  textLike,
  type Fields,
} from '@ledger/contract';
import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { PARTITIONS_MIN } from '../broker/ensure-topics.js';
import { ledgerTopics, type TopicShape } from '../broker/topics.js';
import { CLOUD_EVENT_TYPE } from '../out/event-messages.js';

/** What the AsyncAPI document says of the deployment that it describes. */
export interface AsyncApiOptions {
  /** The version of this program. */
  readonly version: string;
  /** Prefix of every topic's name. */
  readonly prefix?: string;
}

/** A message in AsyncAPI's terms. */
interface MessageObject {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly contentType: string;
  readonly headers: object;
  readonly payload: object;
  readonly bindings: { readonly kafka: { readonly key: object } };
}

/**
 * Describes every topic and message of the bridge, from the schemas that the tests validate real
 * messages with.
 *
 * @see AsyncAPI 3.0.0
 */
export function asyncApiDocument({ version, prefix = '' }: AsyncApiOptions): object {
  const topics = ledgerTopics(prefix);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Performance Ledger over Kafka',
      version,
      description:
        'Reports of published figures go in, every event of the log comes out. All messages ' +
        'are CloudEvents 1.0 in JSON (structured mode).',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: CLOUD_EVENT_TYPE,
    channels: {
      reports: channel(topics.reports, [REPORT_TYPE], REPORTS_ABOUT),
      refused: channel(topics.refused, [REFUSED_TYPE], REFUSED_ABOUT),
      events: channel(topics.events, LEDGER_EVENT_TYPES, EVENTS_ABOUT),
      current: channel(topics.current, [CURRENT_TYPE], CURRENT_ABOUT),
      findings: channel(topics.findings, FINDING_TYPES, FINDINGS_ABOUT),
    },
    operations: {
      takeReports: operation('receive', 'reports', 'Reads reports and records them.'),
      passOnRefused: operation('send', 'refused', 'Passes on what cannot be recorded.'),
      sendEvents: operation('send', 'events', 'Sends every event in order of its key.'),
      sendCurrent: operation('send', 'current', 'Sends the value in force of a figure.'),
      sendFindings: operation('send', 'findings', 'Sends what is found and decided.'),
    },
    components: { messages: messages() },
  };
}

const REPORTS_ABOUT =
  "Reports of figures. The key chooses the partition and should be the figure's, so that its " +
  'reports stay in order. A repeated message changes nothing.';
const REFUSED_ABOUT =
  'Messages of the reports topic that cannot be recorded, under the key they came with. The id ' +
  'names the place of the refused message, so a refusal that is sent twice counts once.';
const EVENTS_ABOUT =
  'Every event, at least once and in order for each key: the key of the figure, or the name of ' +
  'the stream. The id tells a repeated event, the position which of two is the later. Figures ' +
  'under embargo are among them: let nobody read this topic who must not know them yet. The type ' +
  'of an event says what was decided when its report arrived, in whatever order reports came: ' +
  'order what was printed along publication time, as libs/http/examples does.';
const CURRENT_ABOUT =
  'The value in force of each figure, by everything that is recorded and public. The topic is ' +
  'compacted; a figure without a value in force (withdrawn, or not public) has a tombstone.';

const FINDING_TYPES = LEDGER_EVENT_TYPES.filter((type) => type.startsWith('Finding'));
const FINDINGS_ABOUT =
  'What was raised about printed numbers that contradict each other, and what became of it, at ' +
  'least once and in order for each key: the id of the finding. The position tells which of two ' +
  'is the later. Nothing is said of a publication under embargo.';

function channel(topic: TopicShape, names: readonly string[], description: string): object {
  return {
    address: topic.name,
    description,
    messages: Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/messages/${name}` }]),
    ),
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: PARTITIONS_MIN,
        topicConfiguration: {
          'cleanup.policy': [topic.cleanupPolicy],
          'max.message.bytes': topic.messageBytesMax,
        },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operation(action: 'receive' | 'send', name: string, summary: string): object {
  return { action, channel: { $ref: `#/channels/${name}` }, summary };
}

function messages(): Readonly<Record<string, MessageObject>> {
  const all = [
    message(REPORT_TYPE, REPORT_MESSAGE, { key: keyText, headers: {} }),
    message(REFUSED_TYPE, REFUSED_MESSAGE, { key: AS_RECEIVED, headers: REFUSED_HEADERS }),
    ...LEDGER_EVENT_TYPES.map((type) =>
      message(type, eventSchema(type), { key: EVENT_KEY, headers: EVENT_HEADERS }),
    ),
    message(CURRENT_TYPE, orNull(CURRENT_MESSAGE), {
      key: keyText,
      headers: CURRENT_HEADERS,
    }),
  ];
  return Object.fromEntries(all.map((one) => [one.name, one]));
}

const AS_RECEIVED = described(orNull(anyText), 'As it was received.');
const EVENT_KEY = described(text, "The figure's key, or the name of the stream.");
const PLACE = textLike('^\\d+$');
const REFUSED_HEADERS = {
  type: text,
  code: text,
  'original-topic': text,
  'original-partition': PLACE,
  'original-offset': PLACE,
};
const EVENT_HEADERS = { position: eventPosition, 'event-id': text, type: text };
const CURRENT_HEADERS = { position: eventPosition, type: text };

function message(
  name: string,
  payload: object & { readonly description?: unknown },
  { key, headers }: { readonly key: object; readonly headers: Fields },
): MessageObject {
  return {
    name,
    title: name,
    summary: String(payload.description),
    contentType: CLOUD_EVENT_TYPE,
    headers: { type: 'object', required: Object.keys(headers), properties: headers },
    payload,
    bindings: { kafka: { key } },
  };
}
