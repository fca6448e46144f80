/** The names of the fields that may be left out. */
type OptionalName<Fields> = {
  [Name in keyof Fields]-?: Record<never, never> extends Pick<Fields, Name> ? Name : never;
}[keyof Fields];

/** The fields that may be left out, each written out, `undefined` if it is absent. */
export type OptionalFields<Fields> = {
  readonly [Name in OptionalName<Fields>]-?: Fields[Name] | undefined;
};

/** The fields that may not be left out. */
export type RequiredFields<Fields> = Omit<Fields, OptionalName<Fields>>;

/** All fields, the optional ones too, which are `undefined` if they are absent. */
export type WrittenOut<Fields> = RequiredFields<Fields> & OptionalFields<Fields>;

/** Adds the optional fields that are present to the required ones, in place. */
export function withPresent<Fields extends object>(
  required: RequiredFields<Fields>,
  optional: OptionalFields<Fields>,
): Fields;
export function withPresent(
  required: Record<string, unknown>,
  optional: Readonly<Record<string, unknown>>,
): object {
  for (const name in optional) {
    const value = optional[name];
    if (value !== undefined) required[name] = value;
  }
  return required;
}
