import { CURRENCIES } from '../core/currencies';
import { integer, list, metadata, oneOf, required, shape, text, clearable } from '../core/params';
import type { Field } from '../core/params';
import { invalidParam } from '../core/refusal';

const CODE = text({ max: 10 });

/** A currency the double knows, read as lower case. */
export const CURRENCY: Field<string | undefined> = {
  read: (value, param) => {
    const code = CODE.read(value, param)?.toLowerCase();
    if (code !== undefined && !CURRENCIES.has(code)) throw invalidParam(`Invalid currency: ${code}. Stripe currently supports these currencies: ${[...CURRENCIES].sort().join(', ')}`, { param });
    return code;
  },
};

/** Minor units; Stripe takes at most twelve digits. */
export const UNIT_AMOUNT = integer({ min: 0, max: 999_999_999_999 });

const DECIMAL_TEXT = text({ max: 30 });

/** The same sum as text, with up to twelve digits after the point. */
export const UNIT_AMOUNT_DECIMAL: Field<string | undefined> = {
  read: (value, param) => {
    const read = DECIMAL_TEXT.read(value, param);
    if (read !== undefined && !/^\d{1,12}(\.\d{1,12})?$/.test(read)) throw invalidParam(`Invalid decimal: ${read}`, { code: 'parameter_invalid_decimal', param });
    return read;
  },
};

export const TAX_BEHAVIOR = oneOf('exclusive', 'inclusive', 'unspecified');

export const RECURRING = shape({
  interval: required(oneOf('day', 'month', 'week', 'year')),
  interval_count: integer({ min: 1 }),
  meter: text(),
  trial_period_days: integer({ min: 0 }),
  usage_type: oneOf('licensed', 'metered'),
});

const TAX_DETAILS = shape({ performance_location: text(), tax_code: clearable(text()) });

export const PRODUCT_DATA = shape({
  description: text({ max: 40_000 }),
  images: list(text(), { max: 8 }),
  metadata: metadata(),
  name: required(text({ max: 250 })),
  tax_code: text(),
  tax_details: TAX_DETAILS,
  unit_label: text({ max: 12 }),
});
