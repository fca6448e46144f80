import type { Guide } from '../guide.js';
import { create, replace } from '../tree-copy.js';

const LIB = 'libs/pages';

const CONTROLLER = `import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { PAGING_PARAMETERS, type Asked } from '@ledger/contract';
import { ListDimensions } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';

/** The dimensions of breakdowns. */
@ApiExcludeController()
@Controller('dimensions')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class DimensionsPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @PageQuery(PAGING_PARAMETERS) page: Asked<typeof PAGING_PARAMETERS>,
  ): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(new ListDimensions(page));
    return pageOf('dimensions', body, position);
  }
}
`;

const TEMPLATE = `{% extends "layout.njk" %}
{% block title %}Dimensions{% endblock %}
{% block main %}
<h1 class="govuk-heading-l">Dimensions</h1>
<ul class="govuk-list">
{% for dimension in dimensions %}
<li>{{ dimension.title | bdi }}</li>
{% endfor %}
</ul>
{% endblock %}
`;

const SPEC = `import { expect, it } from '@jest/globals';
import { RegisterDimension } from '@ledger/figures-application';
import { exampleOrigin } from '@ledger/figures-domain/testing';
import { CommandBus } from '@nestjs/cqrs';
import { serveInProcess } from './ledger-in-process.js';

it('lists dimensions by their titles, escaped', async () => {
  const ledger = await serveInProcess();
  const members = [{ id: '101', title: '101' }];
  const facts = { id: 'channel', title: '<b>Channel</b>', members };
  const commands = ledger.app.get(CommandBus, { strict: false });
  await commands.execute(new RegisterDimension(facts, exampleOrigin));
  await ledger.caughtUp();

  const { statusCode, body } = await ledger.app.inject('/dimensions');
  await ledger.close();
  expect(statusCode).toBe(200);
  expect(body).toContain('&lt;b&gt;Channel&lt;/b&gt;');
});
`;

/** A page that lists dimensions. */
export const page: Guide = {
  page: `${LIB}/README.md`,
  heading: 'To add a page',
  names: { page: 'dimensions' },
  steps: {
    [`${LIB}/src/templates/dimensions.njk`]: { missedBy: 'tests', edit: create(TEMPLATE) },
    [`${LIB}/src/dimensions/dimensions-pages.controller.ts`]: {
      missedBy: 'types',
      edit: create(CONTROLLER),
    },
    [`${LIB}/src/pages.module.ts`]: {
      missedBy: 'tests',
      edit: replace(
        [
          'import { FigurePagesController }',
          `import { DimensionsPagesController } from './dimensions/dimensions-pages.controller.js';
import { FigurePagesController }`,
        ],
        [
          '        AssetsController,\n',
          '        AssetsController,\n        DimensionsPagesController,\n',
        ],
      ),
    },
    'test/features/dimensions-page.spec.ts': { missedBy: 'nothing', edit: create(SPEC) },
  },
  tests: { projects: ['features'], files: ['test/features/dimensions-page.spec.ts'] },
};
