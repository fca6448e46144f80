import type { EventStore } from '@ledger/event-store-port';
import type { PublicationContents } from '@ledger/figures-domain';
import type { PublicationReviews } from '@ledger/findings';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Clock } from './streams/clock.js';
import { CloseFollowUpHandler } from './follow-ups/close-follow-up/close-follow-up.handler.js';
import { CommandDecider } from './streams/command-decider.js';
import { CorrectAreaHandler } from './registries/correct-area/correct-area.handler.js';
import { CorrectPublisherHandler } from './registries/correct-publisher/correct-publisher.handler.js';
import { CorrectTranscriptionHandler } from './reporting/correct-transcription/correct-transcription.handler.js';
import { DecideFindingHandler } from './findings/decide-finding/decide-finding.handler.js';
import { FindingsFollower } from './findings/findings-follower.js';
import { FindingsRaiser } from './findings/review-findings/findings-raiser.js';
import { ReviewFindingsHandler } from './findings/review-findings/review-findings.handler.js';
import { DefineMeasureHandler } from './registries/define-measure/define-measure.handler.js';
import { FeedFollower } from './feed/feed-follower.js';
import { FigureReporter } from './reporting/report-figures/figure-reporter.js';
import { PublicationGates } from './publications/publication-gates.js';
import { PublicationSealer } from './publications/publication-sealer.js';
import { RaiseFollowUpHandler } from './follow-ups/raise-follow-up/raise-follow-up.handler.js';
import { ReadFeedHandler } from './feed/read-feed/read-feed.handler.js';
import { Recorder } from './streams/recorder.js';
import { RedefineMeasureHandler } from './registries/redefine-measure/redefine-measure.handler.js';
import { RegisterAreaHandler } from './registries/register-area/register-area.handler.js';
import { RegisterDimensionHandler } from './registries/register-dimension/register-dimension.handler.js';
import { RegisterOwnershipHandler } from './registries/register-ownership/register-ownership.handler.js';
import { RegisterPublicationHandler } from './publications/register-publication/register-publication.handler.js';
import { RegisterPublisherHandler } from './registries/register-publisher/register-publisher.handler.js';
import { Registry } from './streams/registry.js';
import { ReleasePublicationHandler } from './publications/release-publication/release-publication.handler.js';
import { ReopenPublicationHandler } from './publications/reopen-publication/reopen-publication.handler.js';
import { ReportFiguresTogetherHandler } from './reporting/report-figures-together/report-figures-together.handler.js';
import { ReportFiguresHandler } from './reporting/report-figures/report-figures.handler.js';
import { RetractAppearanceHandler } from './reporting/retract-appearance/retract-appearance.handler.js';
import { SealPublicationHandler } from './publications/seal-publication/seal-publication.handler.js';
import { StreamDecider } from './streams/stream-decider.js';
import { SeeArtefactHandler } from './publications/see-artefact/see-artefact.handler.js';
import { SupersedePublicationHandler } from './publications/supersede-publication/supersede-publication.handler.js';
import {
  CLOCK,
  EVENT_STORE,
  PUBLICATION_CONTENTS,
  PUBLICATION_REVIEWS,
} from './streams/tokens.js';
import { UpdateFollowUpHandler } from './follow-ups/update-follow-up/update-follow-up.handler.js';

/** Options of a deployment. */
export interface FiguresApplicationOptions {
  /** The event log; its opener closes it. */
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly contents: PublicationContents;
  /** Without it, no findings are raised. */
  readonly reviews?: PublicationReviews;
}

const HANDLERS = [
  ReportFiguresHandler,
  ReportFiguresTogetherHandler,
  RegisterPublisherHandler,
  CorrectPublisherHandler,
  RegisterAreaHandler,
  CorrectAreaHandler,
  RegisterDimensionHandler,
  DefineMeasureHandler,
  RedefineMeasureHandler,
  RegisterOwnershipHandler,
  RegisterPublicationHandler,
  SealPublicationHandler,
  ReopenPublicationHandler,
  ReleasePublicationHandler,
  SupersedePublicationHandler,
  SeeArtefactHandler,
  CorrectTranscriptionHandler,
  RetractAppearanceHandler,
  RaiseFollowUpHandler,
  UpdateFollowUpHandler,
  CloseFollowUpHandler,
  DecideFindingHandler,
  ReadFeedHandler,
];

/** All commands, and the feed of events. */
@Module({})
export class FiguresApplicationModule {
  static forRoot(options: FiguresApplicationOptions): DynamicModule {
    return {
      module: FiguresApplicationModule,
      imports: [CqrsModule],
      providers: [...parts(options), ...HANDLERS, ...reviewing(options), FeedFollower],
      exports: [
        CqrsModule,
        FeedFollower,
        ...(options.reviews === undefined ? [] : [FindingsFollower]),
      ],
    };
  }
}

function reviewing({ reviews }: FiguresApplicationOptions): Provider[] {
  if (reviews === undefined) return [];
  return [
    { provide: PUBLICATION_REVIEWS, useValue: reviews },
    FindingsRaiser,
    FindingsFollower,
    ReviewFindingsHandler,
  ];
}

/** One of each per process: gates and mutexes only work if all callers share them. */
function parts({ eventStore, clock, contents }: FiguresApplicationOptions): Provider[] {
  const streams = new StreamDecider(eventStore);
  const recorder = new Recorder(clock);
  const registry = new Registry(streams);
  const gates = new PublicationGates();
  const decider = new CommandDecider(streams, recorder);
  const sealer = new PublicationSealer({
    decider,
    gates,
    registry,
    contents,
    store: eventStore,
  });
  const reporter = new FigureReporter({ streams, recorder, registry, gates, clock, sealer });
  return [
    { provide: EVENT_STORE, useValue: eventStore },
    { provide: CLOCK, useValue: clock },
    { provide: PUBLICATION_CONTENTS, useValue: contents },
    { provide: StreamDecider, useValue: streams },
    { provide: Recorder, useValue: recorder },
    { provide: Registry, useValue: registry },
    { provide: PublicationGates, useValue: gates },
    { provide: CommandDecider, useValue: decider },
    { provide: PublicationSealer, useValue: sealer },
    { provide: FigureReporter, useValue: reporter },
  ];
}
