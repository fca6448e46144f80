import { Module, type DynamicModule } from '@nestjs/common';
import { ChangePagesController } from './changes/change-pages.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { FigurePagesController } from './figure/figure-pages.controller.js';
import { FindingFormsController } from './findings/finding-forms.controller.js';
import { FindingPagesController } from './findings/finding-pages.controller.js';
import { FollowUpPagesController } from './follow-ups/follow-up-pages.controller.js';
import { AssetsController } from './frame/assets.controller.js';
import { UnknownPageController } from './frame/unknown-page.controller.js';
import { LogPagesController } from './log/log-pages.controller.js';
import { PublicationPagesController } from './publication/publication-pages.controller.js';
import { PublisherPagesController } from './publishers/publisher-pages.controller.js';
import { AreaPagesController } from './registries/area-pages.controller.js';
import { MeasurePagesController } from './registries/measure-pages.controller.js';
import { StartPagesController } from './start/start-pages.controller.js';

/** The pages of the ledger, rendered here and complete without JavaScript. */
@Module({})
export class PagesModule {
  /** @param options the modules that answer queries */
  static forRoot(options: Required<Pick<DynamicModule, 'imports'>>): DynamicModule {
    return {
      module: PagesModule,
      imports: options.imports,
      controllers: [
        StartPagesController,
        AreaPagesController,
        AssetsController,
        ChangePagesController,
        FeedsController,
        FigurePagesController,
        FindingFormsController,
        FindingPagesController,
        FollowUpPagesController,
        LogPagesController,
        MeasurePagesController,
        PublicationPagesController,
        PublisherPagesController,
        // Takes whatever the others leave.
        UnknownPageController,
      ],
    };
  }
}
