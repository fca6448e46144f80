import { textParameter, type Asked } from '@ledger/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { metadataOf, TABLES, type Tabular } from '@ledger/figures-tables';
import {
  API,
  ApiParams,
  ApiStatic,
  readQuery,
  refuseUnknown,
  UnknownTable,
  type QueryParameters,
  type TextAnswer,
} from '@ledger/web';

/** The media type of CSVW metadata. */
const CSVM_TYPE = 'application/csvm+json';

const PARAMETERS = {
  of: {
    ...textParameter('Address of the table, under this interface.', '/api/v1/figures.csv'),
    expected: `an address under /${API}/`,
    read: (text: string) => (text.startsWith(`/${API}/`) ? text : undefined),
  },
};

/** What the columns of answers in CSV mean. */
@ApiTags('operations')
@Controller(`${API}/tables`)
export class TablesController {
  @Get(':name')
  @ApiStatic({
    summary: 'What the columns of an answer in CSV mean, as CSVW metadata.',
    type: CSVM_TYPE,
    answer: 'TableMetadata',
    refusals: ['unknown-table', 'malformed-parameter', 'unknown-parameter'],
  })
  @ApiParams(PARAMETERS)
  @ApiParam({ name: 'name', schema: { type: 'string', enum: TABLES.map(({ name }) => name) } })
  describe(
    @Param('name', { transform: tableNamed }) table: Tabular<never>,
    @Query({ transform: readParameters })
    { of = `${table.name}.csv` }: Asked<typeof PARAMETERS>,
  ): TextAnswer {
    const metadata = metadataOf(table, of);
    return { type: CSVM_TYPE, body: JSON.stringify(metadata) };
  }
}

/** @throws {UnknownTable} */
function tableNamed(name: string): Tabular<never> {
  const table = TABLES.find((one) => one.name === name);
  if (table === undefined) throw new UnknownTable(name);
  return table;
}

/** @throws {UnknownParameter | MalformedParameter} */
function readParameters(query: QueryParameters): Asked<typeof PARAMETERS> {
  refuseUnknown(query, PARAMETERS);
  return readQuery(PARAMETERS, query);
}
