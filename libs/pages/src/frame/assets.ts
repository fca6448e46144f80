import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** The folder of GOV.UK Frontend in which templates and files are looked for. */
export const GOVUK_FOLDER = join(
  dirname(require.resolve('govuk-frontend/package.json')),
  'dist',
);

/** The folder of the MoJ components in which templates and files are looked for. */
export const MOJ_FOLDER = dirname(require.resolve('@ministryofjustice/frontend/package.json'));

const OWN_FOLDER = fileURLToPath(new URL('../assets', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** A file that pages load. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

/**
 * The files that pages load. The name of each contains a digest of its bytes, so that a browser may
 * keep it for ever.
 */
export class Assets {
  readonly #byAddress = new Map<string, Asset>();
  readonly #addresses = new Map<string, string>();

  /** Adds a file under its plain name. */
  add(name: string, body: string): void {
    const [stem = '', ending = ''] = name.split(/\.(?=[^.]*$)/);
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const hashed = `${stem}-${digest}.${ending}`;
    this.#addresses.set(name, `/assets/${hashed}`);
    this.#byAddress.set(hashed, { type: TYPES[ending] ?? 'text/plain', body });
  }

  /**
   * The address of a file by its plain name.
   *
   * @throws {TypeError} a template names a file that there is not
   */
  addressOf(name: string): string {
    const address = this.#addresses.get(name);
    if (address === undefined) throw new TypeError(`There is no asset ${name}.`);
    return address;
  }

  /** The file with a name as addresses have it. */
  named(hashed: string): Asset | undefined {
    return this.#byAddress.get(hashed);
  }
}

/**
 * What GOV.UK Frontend, the MoJ components and the ledger's own pages load, read from the packages
 * once. GDS Transport and the crown belong to the government's own services alone.
 */
export function packagedAssets(): Assets {
  const assets = new Assets();
  const govuk = join(GOVUK_FOLDER, 'govuk');
  const moj = join(MOJ_FOLDER, 'moj');
  assets.add('favicon.svg', readOwn('favicon.svg'));
  assets.add('govuk.css', styles(join(govuk, 'govuk-frontend.min.css'), assets));
  assets.add('moj.css', styles(join(moj, 'moj-frontend.min.css'), assets));
  assets.add('govuk.js', script(join(govuk, 'govuk-frontend.min.js')));
  assets.add('ledger.css', readOwn('ledger.css'));
  assets.add('live.js', readOwn('live.js'));
  return assets;
}

function readOwn(name: string): string {
  return readFileSync(join(OWN_FOLDER, name), 'utf8');
}

/** A style sheet with the pictures it names beside it, but not those that may not be used. */
function styles(file: string, assets: Assets): string {
  return withoutMap(readFileSync(file, 'utf8'))
    .replaceAll(/@font-face\{[^}]*\}|\/\*! Copyright[^*]*font[^*]*\*\//g, '')
    .replaceAll('GDS Transport,arial', 'system-ui,arial')
    .replaceAll(/url\(\/assets\/images\/([\w-]+\.svg)\)/g, (_, picture: string) => {
      if (picture === 'govuk-crest.svg') return 'none';
      assets.add(picture, readFileSync(join(MOJ_FOLDER, 'moj/assets/images', picture), 'utf8'));
      return `url(${assets.addressOf(picture)})`;
    });
}

function script(file: string): string {
  return withoutMap(readFileSync(file, 'utf8'));
}

/** Maps of sources are not served. */
function withoutMap(text: string): string {
  return text.replace(/(?:\/\/|\/\*)# sourceMappingURL=.*\s*$/, '');
}
