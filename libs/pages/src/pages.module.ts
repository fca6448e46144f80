import { Module, type DynamicModule } from '@nestjs/common';
import { PagesController } from './pages.controller.js';

/** The pages of the ledger, rendered here and complete without JavaScript. */
@Module({})
export class PagesModule {
  /** @param options the modules that answer queries */
  static forRoot(options: Required<Pick<DynamicModule, 'imports'>>): DynamicModule {
    return {
      module: PagesModule,
      imports: options.imports ?? [],
      controllers: [PagesController],
    };
  }
}
