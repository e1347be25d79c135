import type { z } from 'zod';
import { MintedDownload } from '../entitlements';
import { ProductImageView } from '../images';
import { Product, ProductList, ProductPart, ProductSummary, ProductVariant, ProductVersion } from './catalogue';
import { Checkout, OpenCheckoutBody } from './checkouts';
import { Customer, CustomerList, PutCustomerBody } from './customers';
import { ApiError } from './error';
import { CreateDownloadBody, Entitlement, EntitlementList } from './library';
import { ApiDescription, Health } from './service';
import { Tier, TierList } from './tiers';
import { ConsumedUsage, ConsumeUsageBody, Usage } from './usage';

/** What the machine API takes and answers, by the names generated clients know it by. */
export const SCHEMAS: Record<string, z.ZodType> = {
  ApiDescription, ApiError, Checkout, ConsumedUsage, ConsumeUsageBody, CreateDownloadBody, Customer, CustomerList, Download: MintedDownload, Entitlement, EntitlementList, Health, OpenCheckoutBody, Product,
  ProductImage: ProductImageView, ProductList, ProductPart, ProductSummary, ProductVariant, ProductVersion, PutCustomerBody, Tier, TierList, Usage,
};
