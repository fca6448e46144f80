import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import { CorrectionDto, RetractionDto } from '../figures/corrections.dto.js';
import { FIGURE_PATHS } from '../figures/figure-paths.js';
import { openApiSchemas } from '@ledger/contract';
import { operationIdOf } from '@ledger/web';

/** Generates the OpenAPI document of an application from its controllers. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const heading = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Performance Ledger')
    .setDescription(
      'Published performance figures, each with its provenance and its history. Every answer ' +
        'carries `Ledger-Position`; errors are problem documents (RFC 9457) with a stable `code`.',
    )
    .setVersion('1')
    .addServer('/', 'The server that serves this document.')
    .build();
  const document = SwaggerModule.createDocument(app, heading, {
    extraModels: [CorrectionDto, RetractionDto],
  });
  const described: unknown = {
    ...document,
    paths: named({ ...document.paths, ...FIGURE_PATHS }),
    components: {
      ...document.components,
      schemas: { ...closed(document.components?.schemas ?? {}), ...openApiSchemas() },
    },
  };
  return described as OpenAPIObject;
}

/** Every operation under its own name. */
function named(paths: Readonly<Record<string, object>>): object {
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          { ...(operation as object), operationId: operationIdOf(method, path) },
        ]),
      ),
    ]),
  );
}

/** Bodies with unknown fields are refused, and the document says so. */
function closed(bodies: Readonly<Record<string, object>>): object {
  return mapValues(bodies, (body: { readonly properties?: Record<string, object> }) => ({
    ...body,
    properties: mapValues(body.properties ?? {}, withTypeOfNull),
    additionalProperties: false,
  }));
}

/** The decorators write `nullable`, which OpenAPI 3.1 has removed. */
function withTypeOfNull(field: object): object {
  if (!('nullable' in field) || !('type' in field)) return field;
  const { nullable: _, type, ...rest } = field;
  return { ...rest, type: [type, 'null'] };
}

function mapValues<Value>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => object,
): object {
  return Object.fromEntries(Object.entries(values).map(([name, one]) => [name, map(one)]));
}
