export type Reader<Value> = {
  about: string;
  fallback?: Value;
  /** Returns the value, or throws with the end of the sentence "NAME …". Must not quote the input. */
  read: (input: string) => Value;
};

type Options<Value> = { fallback?: Value };

export class EnvError extends Error {
  override name = 'EnvError';
  constructor(readonly problems: string[]) {
    super(`The environment does not fit the contract:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
}

export function text(about: string, options: Options<string> = {}): Reader<string> {
  return { about, ...options, read: (input) => input };
}

export function integer(about: string, options: Options<number> & { min?: number; max?: number } = {}): Reader<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, ...rest } = options;
  return {
    about,
    ...rest,
    read: (input) => {
      const value = Number(input);
      if (!/^-?\d+$/.test(input) || value < min || value > max) throw new Error(`is not an integer from ${min} to ${max}`);
      return value;
    },
  };
}

/** `1`, `true`, `yes`, `on` and their opposites; anything else is a mistake, not false. */
export function flag(about: string, options: Options<boolean> = {}): Reader<boolean> {
  return {
    about,
    ...options,
    read: (input) => {
      if (/^(1|true|yes|on)$/i.test(input)) return true;
      if (/^(0|false|no|off)$/i.test(input)) return false;
      throw new Error('is neither on nor off');
    },
  };
}

export function url(about: string, options: Options<string> = {}): Reader<string> {
  return {
    about,
    ...options,
    read: (input) => {
      if (!URL.canParse(input)) throw new Error('is not a URL');
      return input;
    },
  };
}

export function oneOf<const Value extends string>(about: string, values: readonly Value[], options: Options<Value> = {}): Reader<Value> {
  return {
    about,
    ...options,
    read: (input) => {
      const value = values.find((candidate) => candidate === input);
      if (value === undefined) throw new Error(`is none of ${values.join(', ')}`);
      return value;
    },
  };
}

type Values<Contract> = { readonly [Name in keyof Contract]: Contract[Name] extends Reader<infer Value> ? Value : never };

/** Reads every variable of the contract. An empty string counts as missing. Throws one EnvError with all problems. */
export function readEnv<Contract extends Record<string, Reader<unknown>>>(
  contract: Contract,
  source: Record<string, string | undefined> = process.env,
): Values<Contract> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries(contract)) {
    const input = source[name];
    if (input === undefined || input === '') {
      if ('fallback' in reader) values[name] = reader.fallback;
      else problems.push(`${name} is missing (${reader.about})`);
      continue;
    }
    try {
      values[name] = reader.read(input);
    } catch (error) {
      problems.push(`${name} ${error instanceof Error ? error.message : 'cannot be read'} (${reader.about})`);
    }
  }
  if (problems.length > 0) throw new EnvError(problems);
  return Object.freeze(values) as Values<Contract>;
}
