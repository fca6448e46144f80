import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { metadataOf, TABLES, type Tabular } from '@ledger/figures-tables';
import {
  API,
  ApiParams,
  ApiStatic,
  MalformedParameter,
  QueryPart,
  readText,
  refuseUnknown,
  textParameter,
  UnknownTable,
  type QueryParameters,
  type TextAnswer,
} from '@ledger/web';

/** The media type of CSVW metadata. */
const CSVM_TYPE = 'application/csvm+json';

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
  @ApiParams([
    textParameter('of', 'Address of the table, under this interface.', '/api/v1/figures.csv'),
  ])
  @ApiParam({ name: 'name', schema: { type: 'string', enum: TABLES.map(({ name }) => name) } })
  describe(
    @Param('name', { transform: tableNamed }) table: Tabular<never>,
    @QueryPart(readTableAddress) address: string | undefined,
  ): TextAnswer {
    const metadata = metadataOf(table, address ?? `${table.name}.csv`);
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
function readTableAddress(query: QueryParameters): string | undefined {
  refuseUnknown(query, ['of']);
  const address = readText(query, 'of');
  if (address !== undefined && !address.startsWith(`/${API}/`)) {
    throw new MalformedParameter('of', address, `an address under /${API}/`);
  }
  return address;
}
