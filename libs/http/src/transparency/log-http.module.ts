import { Module, type DynamicModule } from '@nestjs/common';
import { LogController } from './log.controller.js';
import { SERVED_LOG, type ServedLog } from './served-log.js';

/** Serves a transparency log, where one is kept. */
@Module({})
export class LogHttpModule {
  static forRoot(log: ServedLog): DynamicModule {
    const providers = [{ provide: SERVED_LOG, useValue: log }];
    return { module: LogHttpModule, controllers: [LogController], providers };
  }
}
