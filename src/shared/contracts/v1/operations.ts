import { getProduct, listBundles, listProducts } from './catalogue';
import { openCheckout } from './checkouts';
import { getCustomer, listCustomers, putCustomer } from './customers';
import { createDownload, listEntitlements } from './library';
import type { ApiOperation } from './operation';
import { getDescription, getHealth } from './service';
import { listTiers } from './tiers';
import { consumeUsage, getUsage } from './usage';

/** Every operation of the machine API, in the order of its reference. */
export const OPERATIONS = {
  consumeUsage, getUsage, listCustomers, getCustomer, putCustomer, openCheckout, listTiers, listProducts, getProduct, listBundles, listEntitlements, createDownload, getHealth, getDescription,
} as const satisfies Record<string, ApiOperation>;

export type OperationId = keyof typeof OPERATIONS;
