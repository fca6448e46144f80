import { Module, type DynamicModule } from '@nestjs/common';
import { AreaPagesController } from './area-pages.controller.js';
import { MeasurePagesController } from './measure-pages.controller.js';
import { PagesController } from './pages.controller.js';
import { UnknownPageController } from './unknown-page.controller.js';

/** The pages of the ledger, rendered here and complete without JavaScript. */
@Module({})
export class PagesModule {
  /** @param options the modules that answer queries */
  static forRoot(options: Required<Pick<DynamicModule, 'imports'>>): DynamicModule {
    return {
      module: PagesModule,
      imports: options.imports,
      controllers: [
        PagesController,
        MeasurePagesController,
        AreaPagesController,
        UnknownPageController,
      ],
    };
  }
}
