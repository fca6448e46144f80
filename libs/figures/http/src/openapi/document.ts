import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import { CorrectionDto } from '../dto/corrections.dto.js';
import { FIGURE_PATHS } from './figure-paths.js';
import { SCHEMAS } from './schemas.js';

/** Describes all that an application serves, from its controllers. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const heading = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Performance Ledger')
    .setDescription(
      'Published performance figures, each with its provenance and its history. Every answer ' +
        'carries `Ledger-Position`; errors are problem documents (RFC 9457) with a stable `code`.',
    )
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, heading, {
    extraModels: [CorrectionDto],
    operationIdFactory: (controller, method) =>
      `${method}${controller.replace('Controller', '')}`,
  });
  const described: unknown = {
    ...document,
    paths: { ...document.paths, ...FIGURE_PATHS },
    components: {
      ...document.components,
      schemas: { ...closed(document.components?.schemas ?? {}), ...SCHEMAS },
    },
  };
  return described as OpenAPIObject;
}

/** Bodies are refused for a field they do not have, and the document says so. */
function closed(bodies: object): object {
  return Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [
      name,
      { ...body, additionalProperties: false },
    ]),
  );
}
