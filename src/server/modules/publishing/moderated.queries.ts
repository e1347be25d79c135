import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface ReportedProductRow {
  sellerId: string;
  sellerName: string;
  title: string;
  summary: string;
  description: string;
  status: string;
}

export async function findReportedProduct(reader: Reader, productId: string): Promise<ReportedProductRow | undefined> {
  const [row] = await reader.rows<ReportedProductRow>(Prisma.sql`
    select p.seller_id as "sellerId", s.name as "sellerName", p.title, p.summary, left(p.description, 4000) as description, p.status from products p join sellers s on s.id = p.seller_id where p.id = ${productId}`);
  return row;
}
