-- Credit that a customer has at Stripe (its invoice balance): where it pays for an order, in part or whole, and where it comes from.
-- Rollback: drop the columns of this file and the index; restore the checks of orders, order_items and ledger_accounts.
set lock_timeout = '5s';

-- What the buyer's credit paid of an order, and of each item; the total is what is left, which Stripe charged.
alter table orders drop constraint orders_check2;
alter table orders
  add column credit_minor bigint not null default 0 check (credit_minor >= 0),
  add constraint orders_check2 check (total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor - credit_minor);

alter table order_items drop constraint order_items_check2, drop constraint order_items_check3;
alter table order_items
  add column credit_minor bigint not null default 0 check (credit_minor >= 0),
  add constraint order_items_check2 check (total_minor = unit_price_minor * quantity - discount_minor + shipping_minor + tax_minor - credit_minor),
  add constraint order_items_check3 check (fee_minor between 0 and total_minor + subsidy_minor + credit_minor);

-- Given back as credit by an invoice of Stripe's with a sum below zero: no money left Stripe, and one invoice does it once per order.
alter table refunds add column stripe_invoice_id text, add check (stripe_invoice_id is null or stripe_refund_id is null);
create unique index refunds_credit_once on refunds (stripe_invoice_id, order_id);

-- Owed to customers while they have not spent it.
alter table ledger_accounts drop constraint ledger_accounts_name_check;
alter table ledger_accounts add constraint ledger_accounts_name_check check (name in ('stripe_clearing', 'platform_fees', 'seller_payable', 'promotions', 'tax_payable', 'customer_credit'));
