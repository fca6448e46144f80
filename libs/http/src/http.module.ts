import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.controller.js';
import {
  operationsProviders,
  type OperationsOptions,
} from './operations/operations-http.module.js';
import { ProblemsController } from './operations/problems.controller.js';
import { AreasController } from './registries/areas.controller.js';
import { DimensionsController } from './registries/dimensions.controller.js';
import { MeasuresController } from './registries/measures.controller.js';
import { OwnershipsController } from './registries/ownerships.controller.js';
import { PublishersController } from './registries/publishers.controller.js';
import { PublicationsController } from './publications/publications.controller.js';
import { ChangesController } from './changes/changes.controller.js';
import { FindingsController } from './findings/findings.controller.js';
import { FindingsStreamController } from './findings/findings-stream.controller.js';
import { FollowUpsController } from './follow-ups/follow-ups.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedStreamController } from './feed/feed-stream.controller.js';
import { FeedStreams } from './feed/feed-streams.js';
import { BODY_MS_MAX, HttpFrame, OpenStreams, ReadYourWrites } from '@ledger/web';
import { ApiDocument, DocumentController } from './openapi/document.controller.js';
import { FiguresController } from './figures/figures.controller.js';
import { SERVED_EVIDENCE, type ServedEvidence } from './figures/served-evidence.js';
import { PublicationViewsController } from './publications/publication-views.controller.js';
import { SeriesController } from './series/series.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { TablesController } from './tables/tables.controller.js';

/** What the HTTP interface needs from a deployment. */
export interface FiguresHttpOptions extends OperationsOptions {
  /** The modules that execute commands and queries. */
  readonly imports: NonNullable<DynamicModule['imports']>;
  /** How long a body may take to arrive, and of a stream each line of it; 2 minutes by default. */
  readonly bodyMsMax?: number;
  /** Makes evidence packs, where a transparency log is kept. */
  readonly evidence?: ServedEvidence;
}

const BODY_MS_MAX_DEFAULT = 120_000;

const CONTROLLERS = [
  ReportsController,
  PublishersController,
  AreasController,
  DimensionsController,
  OwnershipsController,
  MeasuresController,
  PublicationsController,
  PublicationViewsController,
  FiguresController,
  SeriesController,
  ChangesController,
  FindingsController,
  FindingsStreamController,
  FollowUpsController,
  FeedController,
  FeedStreamController,
  TablesController,
  HealthController,
  MetricsController,
  ProblemsController,
  DocumentController,
];

/** The ledger over HTTP, under `/api/v1`. */
@Module({})
export class FiguresHttpModule {
  static forRoot(options: FiguresHttpOptions): DynamicModule {
    return {
      module: FiguresHttpModule,
      imports: options.imports,
      controllers: CONTROLLERS,
      providers: [
        HttpFrame,
        { provide: SERVED_EVIDENCE, useValue: options.evidence },
        { provide: BODY_MS_MAX, useValue: options.bodyMsMax ?? BODY_MS_MAX_DEFAULT },
        OpenStreams,
        FeedStreams,
        ReadYourWrites,
        ApiDocument,
        ...operationsProviders(options),
      ],
    };
  }
}
