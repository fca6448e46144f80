import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ViewedContents } from './views/viewed-contents.js';
import { ComparePublicationsHandler } from './queries/compare-publications/compare-publications.handler.js';
import { FigureBatcher } from './queries/get-figure/figure-batcher.js';
import { GetFigureHandler } from './queries/get-figure/get-figure.handler.js';
import { GetFigureHistoryHandler } from './queries/get-figure-history/get-figure-history.handler.js';
import { GetFindingHandler } from './queries/get-finding/get-finding.handler.js';
import { GetMeasureHandler } from './queries/get-measure/get-measure.handler.js';
import { GetPublicationHandler } from './queries/get-publication/get-publication.handler.js';
import { GetPublicationFiguresHandler } from './queries/get-publication-figures/get-publication-figures.handler.js';
import { GetSeriesHandler } from './queries/get-series/get-series.handler.js';
import { GetTitlesHandler } from './queries/get-titles/get-titles.handler.js';
import { ListAreasHandler } from './queries/list-areas/list-areas.handler.js';
import { ListChangesHandler } from './queries/list-changes/list-changes.handler.js';
import { ListDimensionsHandler } from './queries/list-dimensions/list-dimensions.handler.js';
import { ListFindingsHandler } from './queries/list-findings/list-findings.handler.js';
import { ListFollowUpsHandler } from './queries/list-follow-ups/list-follow-ups.handler.js';
import { ListMeasuresHandler } from './queries/list-measures/list-measures.handler.js';
import { ListOwnershipsHandler } from './queries/list-ownerships/list-ownerships.handler.js';
import { ListPublicationsHandler } from './queries/list-publications/list-publications.handler.js';
import { ListPublishersHandler } from './queries/list-publishers/list-publishers.handler.js';
import { ListTopicsHandler } from './queries/list-topics/list-topics.handler.js';
import { SearchFiguresHandler } from './queries/search-figures/search-figures.handler.js';
import { PublicationChecks } from './views/publication-checks.js';
import { ViewReader } from './views/view-reader.js';
import type { ViewReaders } from './views/view-readers.js';
import { Views } from './views/views.js';

const HANDLERS = [
  GetFigureHandler,
  GetFigureHistoryHandler,
  SearchFiguresHandler,
  GetSeriesHandler,
  ListPublicationsHandler,
  GetPublicationHandler,
  GetPublicationFiguresHandler,
  ComparePublicationsHandler,
  ListMeasuresHandler,
  GetMeasureHandler,
  ListAreasHandler,
  ListDimensionsHandler,
  ListOwnershipsHandler,
  ListPublishersHandler,
  ListTopicsHandler,
  GetTitlesHandler,
  ListFollowUpsHandler,
  ListFindingsHandler,
  GetFindingHandler,
  ListChangesHandler,
];

/** All questions about figures, publications and registries, answered from the views. */
@Module({})
export class FiguresReadModelsModule {
  /** @param readers stay open: the caller that opened the views closes them */
  static forRoot(readers: ViewReaders): DynamicModule {
    return {
      module: FiguresReadModelsModule,
      imports: [CqrsModule],
      providers: [...providersOf(readers), ...HANDLERS],
      exports: [CqrsModule, ViewReader, Views, ViewedContents],
    };
  }
}

function providersOf({ reader, views, checks, contents }: ViewReaders): Provider[] {
  return [
    { provide: ViewReader, useValue: reader },
    { provide: Views, useValue: views },
    { provide: PublicationChecks, useValue: checks },
    { provide: ViewedContents, useValue: contents },
    FigureBatcher,
  ];
}
