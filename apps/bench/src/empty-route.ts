import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** A separate process with a route that does nothing, as the bare framework serves it. */
@Controller()
class EmptyController {
  @Get('empty')
  empty(): string {
    return '';
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const application = await NestFactory.create<NestFastifyApplication>(
  EmptyModule,
  new FastifyAdapter(),
  { logger: false },
);
await application.listen(0, '127.0.0.1');
const { port } = application.getHttpServer().address() as { port: number };
process.send?.({ port });
process.once('disconnect', () => process.exit(0));
