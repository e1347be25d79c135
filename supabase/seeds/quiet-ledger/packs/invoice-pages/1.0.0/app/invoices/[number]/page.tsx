import { notFound } from 'next/navigation';
import { InvoicePage } from '../../../src/invoice-page';
import { findInvoice } from '../../../src/sample';

type Props = { params: Promise<{ number: string }> };

export default async function Page({ params }: Props) {
  const invoice = await findInvoice((await params).number);
  if (!invoice) notFound();
  return <InvoicePage invoice={invoice} />;
}
