import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from '@ledger/web';
import { HealthController } from './health.controller.js';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { ViewsCheck } from './views-check.js';

/** What health and metrics need of a process. */
export interface OperationsOptions {
  /** The modules that ask the views. */
  readonly imports: NonNullable<DynamicModule['imports']>;
  /** What readiness depends on, besides the views. */
  readonly checks: readonly HealthCheck[];
  readonly metrics: Metrics;
}

/** Health and metrics alone, for processes that answer no queries. */
@Module({})
export class OperationsHttpModule {
  static forRoot(options: OperationsOptions): DynamicModule {
    return {
      module: OperationsHttpModule,
      imports: options.imports,
      controllers: [HealthController, MetricsController],
      providers: operationsProviders(options),
    };
  }
}

/** The providers of the health and metrics controllers, for any module that has them. */
export function operationsProviders({ checks, metrics }: OperationsOptions): Provider[] {
  return [
    ViewsCheck,
    {
      provide: HEALTH_CHECKS,
      useFactory: (views: ViewsCheck) => [...checks, views],
      inject: [ViewsCheck],
    },
    { provide: Metrics, useValue: metrics },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
}
