import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serveLedger, type ServedLedger } from './served-ledger.js';

/** Forms of a document that client generators were found to lose or to break on. */
type Node = Readonly<Record<string, any>>;

let ledger: ServedLedger;
let document: Node;

beforeAll(async () => {
  ledger = await serveLedger();
  document = (await ledger.get('/openapi.json')).body;
});

afterAll(() => ledger.close());

/** Every object within a value, with the path to it. */
function* nodes(value: unknown, path = '#'): Generator<readonly [string, Node]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [path, value as Node];
  for (const [name, one] of Object.entries(value)) yield* nodes(one, `${path}/${name}`);
}

function pathsOf(isBroken: (node: Node) => boolean): readonly string[] {
  return [...nodes(document)].filter(([, node]) => isBroken(node)).map(([path]) => path);
}

function operations(): readonly Node[] {
  return Object.values<Node>(document['paths']).flatMap((path) => Object.values<Node>(path));
}

describe('The OpenAPI document, as generators of clients read it', () => {
  it('says that a value may be null in its type alone', () => {
    expect(pathsOf((node) => Array.isArray(node['type']))).not.toEqual([]);
    expect(
      pathsOf((node) => node['type'] === 'null' || node['nullable'] !== undefined),
    ).toEqual([]);
  });

  it('leaves no choice between schemas, which clients lose in silence', () => {
    const isChoice = ({ oneOf, anyOf, allOf }: Node) =>
      [oneOf, anyOf, allOf].some((one) => Array.isArray(one) && one.length > 1);
    expect(pathsOf(isChoice)).toEqual([]);
  });

  it('names each operation once, by an identifier', () => {
    const ids = operations().map(({ operationId }) => operationId as string);
    expect(ids.length).toBeGreaterThan(35);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  });

  it('has one schema for all successes of an operation', () => {
    const several = operations().filter(({ responses }) => {
      const successes = Object.entries<Node>(responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([, { content }]) => JSON.stringify(content?.['application/json'] ?? null));
      return new Set(successes).size > 1;
    });
    expect(several.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('describes every part of an address that a caller fills in, once', () => {
    const wrong = Object.entries<Node>(document['paths']).flatMap(([path, methods]) => {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name).sort();
      return Object.entries<Node>(methods)
        .map(([method, { parameters = [] }]) => ({
          operation: `${method} ${path}`,
          described: (parameters as Node[])
            .filter((one) => one['in'] === 'path')
            .map(({ name }) => name as string)
            .sort(),
        }))
        .filter(({ described }) => described.join() !== named.join());
    });
    expect(wrong).toEqual([]);
  });

  it('says where it is served', () => {
    expect(document['servers']).toEqual([expect.objectContaining({ url: '/' })]);
  });

  it('say of every position that it is text', () => {
    const named = [...nodes(document)].filter(([path]) =>
      /\/properties\/(position|head)$/.test(path),
    );
    expect(named.length).toBeGreaterThan(3);
    for (const [path, { type }] of named) expect([path, type]).toEqual([path, 'string']);
  });

  it('lists words that differ once they are identifiers', () => {
    const enumerations = [...nodes(document)].filter(([, node]) => Array.isArray(node['enum']));
    expect(enumerations.length).toBeGreaterThan(10);
    for (const [path, { enum: words }] of enumerations) {
      const names = (words as string[]).map((word) =>
        word.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase(),
      );
      expect({ path, names: names.filter((name) => !/^[A-Z]/.test(name)) }).toEqual({
        path,
        names: [],
      });
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('What a report may be', () => {
  /** A schema without descriptions and with its references resolved. */
  const plain = (schema: any): any => {
    if (Array.isArray(schema)) return schema.map(plain);
    if (schema === null || typeof schema !== 'object') return schema;
    const { $ref, description: _, default: __, oneOf, ...rest } = schema;
    if ($ref !== undefined)
      return plain(document['components'].schemas[$ref.split('/').at(-1)]);
    if (oneOf?.length === 2 && oneOf[1].type === 'null') {
      return plain({ ...oneOf[0], type: [oneOf[0].type, 'null'] });
    }
    return Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, plain(one)]));
  };

  it('is said alike by the OpenAPI and the AsyncAPI document', async () => {
    const { body: asyncApi } = await ledger.get('/asyncapi.json');
    const found = [...nodes(asyncApi)].find(
      ([, { properties }]) => properties?.locator && properties?.period,
    );
    const fields = found![1]['properties'];
    const described = document['components'].schemas.Report.properties;
    expect(Object.keys(fields).length).toBeGreaterThan(15);
    expect(plain(described)).toEqual(plain(fields));
  });
});
