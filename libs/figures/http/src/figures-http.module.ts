import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './operations/health.controller.js';
import { HEALTH_CHECKS, type HealthCheck } from './operations/health-check.js';
import { MetricsController } from './operations/metrics.controller.js';
import { Metrics } from './operations/metrics.js';
import { ViewsCheck } from './operations/views-check.js';
import { ProblemsController } from './operations/problems.controller.js';
import { RegistriesController } from './commands/registries.controller.js';
import { PublicationsController } from './commands/publications.controller.js';
import { FollowUpsController } from './commands/follow-ups.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedStreamController } from './feed/feed-stream.controller.js';
import { HttpFrame } from './frame/http-frame.js';
import { OpenStreams } from './frame/open-streams.js';
import { ApiDocument, DocumentController } from './openapi/document.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { FiguresController } from './reads/figures.controller.js';
import { FollowUpViewsController } from './reads/follow-up-views.controller.js';
import { PublicationViewsController } from './reads/publication-views.controller.js';
import { RecentFigures } from './reads/recent-figures.js';
import { RegistersController } from './reads/registers.controller.js';
import { SeriesController } from './reads/series.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { Waiting } from './request/waiting.js';
import { TablesController } from './tables/tables.controller.js';
import { APP_FILTER } from '@nestjs/core';

/** What the HTTP interface needs from a deployment. */
export interface FiguresHttpOptions {
  /** The modules that carry commands and queries out. */
  readonly imports: NonNullable<DynamicModule['imports']>;
  /** What readiness depends on, besides the views. */
  readonly checks: readonly HealthCheck[];
}

const CONTROLLERS = [
  ReportsController,
  RegistriesController,
  RegistersController,
  PublicationsController,
  PublicationViewsController,
  FiguresController,
  SeriesController,
  FollowUpsController,
  FollowUpViewsController,
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
  static forRoot({ imports, checks }: FiguresHttpOptions): DynamicModule {
    return {
      module: FiguresHttpModule,
      imports,
      controllers: CONTROLLERS,
      providers: [
        HttpFrame,
        OpenStreams,
        Waiting,
        RecentFigures,
        ApiDocument,
        Metrics,
        ViewsCheck,
        {
          provide: HEALTH_CHECKS,
          useFactory: (views: ViewsCheck) => [...checks, views],
          inject: [ViewsCheck],
        },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
