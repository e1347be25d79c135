export type Field = {
  name: string;
  label: string;
  required?: boolean;
  aliases?: string[];
  /** Returns a reason such as "is not a date" when the value will not do. */
  check?: (value: string) => string | undefined;
};

export type Mapping = Record<string, number | undefined>;
