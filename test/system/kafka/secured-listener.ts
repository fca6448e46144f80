import { join } from 'node:path';

/** The user that the secured listener knows, by each mechanism. */
export const KAFKA_USER = { username: 'ledger', password: 'let-the-ledger-in' };

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];
const STORE_PASSWORD = 'of-a-test';

/** Runs one of Java's programs to its end. */
export type RunJava = (mainClass: string, args: readonly string[]) => Promise<void>;

/** A broker's listener with TLS only, for known users only. */
export class SecuredListener {
  /** The broker's own folder, also for the files created here. */
  readonly folder: string;
  readonly #port: number;

  constructor(folder: string, port: number) {
    this.folder = folder;
    this.#port = port;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** The file of the authority that issued the broker's certificate: itself. */
  get authorityFile(): string {
    return join(this.folder, 'authority.crt');
  }

  get listener(): string {
    return `SASL_SSL://${this.address}`;
  }

  /** Makes the broker's key and certificate. */
  async makeCertificate(run: RunJava): Promise<void> {
    const keytool = 'sun.security.tools.keytool.Main';
    const store = ['-alias', 'broker', '-keystore', this.#store, '-storepass', STORE_PASSWORD];
    const names = ['-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1', '-ext', 'bc=ca:true'];
    const key = ['-genkeypair', '-keyalg', 'EC', '-storetype', 'PKCS12', '-validity', '2'];
    await run(keytool, [...key, ...names, ...store]);
    await run(keytool, ['-exportcert', '-rfc', '-file', this.authorityFile, ...store]);
  }

  /** Arguments for formatting the broker's storage, which holds the SCRAM users. */
  get formatArgs(): readonly string[] {
    const { username, password } = KAFKA_USER;
    return MECHANISMS.filter((mechanism) => mechanism.startsWith('SCRAM')).flatMap(
      (mechanism) => ['--add-scram', `${mechanism}=[name=${username},password=${password}]`],
    );
  }

  /** Its part of the broker's settings. */
  get settings(): readonly string[] {
    const { username, password } = KAFKA_USER;
    const security = 'org.apache.kafka.common.security';
    const plain = `${security}.plain.PlainLoginModule required user_${username}="${password}";`;
    const scram = `${security}.scram.ScramLoginModule required;`;
    return [
      `ssl.keystore.location=${this.#store}`,
      `ssl.keystore.password=${STORE_PASSWORD}`,
      'ssl.keystore.type=PKCS12',
      `sasl.enabled.mechanisms=${MECHANISMS.join()}`,
      ...MECHANISMS.map((mechanism) => {
        const login = mechanism === 'PLAIN' ? plain : scram;
        return `listener.name.sasl_ssl.${mechanism.toLowerCase()}.sasl.jaas.config=${login}`;
      }),
    ];
  }

  get #store(): string {
    return join(this.folder, 'broker.p12');
  }
}
